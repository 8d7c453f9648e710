#include "core/api/language.hpp"

#include "core/base/text.hpp"

namespace concordat::api {

namespace {

// The language decides; there is one text for all its countries.
std::string_view firstPartOf(std::string_view locale) {
    return locale.substr(0, locale.find('-'));
}

}  // namespace

Language languageOf(std::string_view locale) noexcept {
    const auto first = firstPartOf(locale);
    if (equalsIgnoringCase(first, "pt")) return Language::Portuguese;
    if (equalsIgnoringCase(first, "de")) return Language::German;
    return Language::English;
}

std::string_view tagOf(Language language) noexcept {
    switch (language) {
        case Language::English:
            return "en";
        case Language::Portuguese:
            return "pt-BR";
        case Language::German:
            return "de";
    }
    return {};
}

const rules::Catalogue* ownLanguageOf(std::string_view locale,
                                      std::span<const rules::Catalogue> catalogues) noexcept {
    const auto first = firstPartOf(locale);
    if (catalogues.empty() || languageOf(locale) != Language::English ||
        equalsIgnoringCase(first, tagOf(Language::English)))
        return nullptr;
    for (const auto& catalogue : catalogues)
        if (equalsIgnoringCase(first, firstPartOf(catalogue.language))) return &catalogue;
    return nullptr;
}

const std::string* textIn(const rules::LocalizedText& text, Language language,
                          const rules::Catalogue* own) {
    auto found = own == nullptr ? text.end() : text.find(own->language);
    if (found == text.end()) found = text.find(std::string(tagOf(language)));
    if (found == text.end()) found = text.find("en");
    return found == text.end() ? nullptr : &found->second;
}

}  // namespace concordat::api
