#include "core/base/page_language.hpp"

#include <array>
#include <memory>
#include <string>
#include <unicode/uenum.h>
#include <unicode/uloc.h>

#include "core/base/text.hpp"

namespace concordat {
namespace {

/// Longer ones are made up.
constexpr std::size_t kMostHeader = 1000;
/// As ICU writes them; "pt" stands for the Portuguese of other countries.
constexpr std::array<const char*, 4> kSpoken = {"en", "pt_BR", "pt", "de"};

}  // namespace

PageLanguage pageLanguageOfTag(std::string_view tag) noexcept {
    const auto first = tag.substr(0, tag.find_first_of("-_"));
    if (equalsIgnoringCase(first, "pt")) return PageLanguage::Portuguese;
    if (equalsIgnoringCase(first, "de")) return PageLanguage::German;
    return PageLanguage::English;
}

PageLanguage pageLanguageOf(std::string_view accept_language) {
    if (accept_language.empty() || accept_language.size() > kMostHeader)
        return PageLanguage::English;
    auto status = U_ZERO_ERROR;
    const std::unique_ptr<UEnumeration, decltype(&uenum_close)> spoken(
        uenum_openCharStringsEnumeration(kSpoken.data(), static_cast<std::int32_t>(kSpoken.size()),
                                         &status),
        &uenum_close);
    std::array<char, ULOC_FULLNAME_CAPACITY> best{};
    auto result = ULOC_ACCEPT_FAILED;
    const auto size =
        uloc_acceptLanguageFromHTTP(best.data(), static_cast<std::int32_t>(best.size()), &result,
                                    std::string(accept_language).c_str(), spoken.get(), &status);
    if (U_FAILURE(status) != 0 || result == ULOC_ACCEPT_FAILED) return PageLanguage::English;
    return pageLanguageOfTag({best.data(), static_cast<std::size_t>(size)});
}

std::string_view tagOf(PageLanguage language) noexcept {
    constexpr std::array<std::string_view, kPageLanguages> kTags = {"en", "pt-BR", "de"};
    return kTags.at(static_cast<std::size_t>(language));
}

}  // namespace concordat
