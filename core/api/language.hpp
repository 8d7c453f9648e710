#pragma once

#include <cstdint>
#include <string_view>

namespace concordat::api {

/// The languages of error texts. The order is that of the catalogue's texts; a new one needs a text
/// for every code.
enum class Language : std::uint8_t { English, Portuguese, German };

/// The number of languages.
inline constexpr std::size_t kLanguages = 3;

/// The language for an X-Locale such as "de-AT", by its first part; English for any other.
[[nodiscard]] Language languageOf(std::string_view locale) noexcept;

/// The tag of a language, as clouds name it in their facts: "en", "pt-BR", "de".
[[nodiscard]] std::string_view tagOf(Language language) noexcept;

}  // namespace concordat::api
