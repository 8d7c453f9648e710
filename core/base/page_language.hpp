#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace concordat {

/// The languages of the pages that people see in a browser. The order is that of the pages' texts.
enum class PageLanguage : std::uint8_t { English, Portuguese, German };

/// The number of languages.
inline constexpr std::size_t kPageLanguages = 3;

/// The language for a tag such as "de-AT", by its first part; English for any other.
[[nodiscard]] PageLanguage pageLanguageOfTag(std::string_view tag) noexcept;

/// The language that a header Accept-Language likes best, by its weights; English when it likes
/// none of them, or cannot be read.
[[nodiscard]] PageLanguage pageLanguageOf(std::string_view accept_language);

/// The tag of a language, as HTML names it: "en", "pt-BR", "de".
[[nodiscard]] std::string_view tagOf(PageLanguage language) noexcept;

}  // namespace concordat
