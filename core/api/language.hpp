#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <concordat/rules/facts.hpp>
#include <concordat/rules/own_languages.hpp>

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

/// The catalogue that a cloud has for an X-Locale in none of the languages above, by its first
/// part; null when there is none, and English is spoken.
[[nodiscard]] const rules::Catalogue* ownLanguageOf(
    std::string_view locale, std::span<const rules::Catalogue> catalogues) noexcept;

/// What a cloud says in a language: in that of `own` unless it is null or the text lacks it, else
/// in `language`, else in English. Null when it says nothing.
[[nodiscard]] const std::string* textIn(const rules::LocalizedText& text, Language language,
                                        const rules::Catalogue* own);

}  // namespace concordat::api
