#include "core/api/language.hpp"

#include "core/base/text.hpp"

namespace concordat::api {

Language languageOf(std::string_view locale) noexcept {
    // The language decides; there is one text for all its countries.
    const auto first = locale.substr(0, locale.find('-'));
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

}  // namespace concordat::api
