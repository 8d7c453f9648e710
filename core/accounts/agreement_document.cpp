#include "core/accounts/agreement_document.hpp"

#include <array>
#include <charconv>
#include <stdexcept>

#include "core/accounts/agreement_languages.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/keyed_tag.hpp"
#include "core/base/sha256.hpp"

namespace concordat::accounts {
namespace {

constexpr std::size_t kShortestKey = 32;
constexpr std::string_view kLabel = "agreement document";
constexpr char kBetween = '.';
/// Template, language, country, time and hash.
constexpr std::size_t kParts = 5;
constexpr std::size_t kLongestLink = 160;

/// The parts of a text with the full stops between them; nothing when there are not as many.
std::optional<std::array<std::string_view, kParts>> partsOf(std::string_view text) {
    std::array<std::string_view, kParts> parts;
    for (std::size_t i = 0; i < kParts; ++i) {
        const auto end = i + 1 == kParts ? text.size() : text.find(kBetween);
        if (end == std::string_view::npos) return std::nullopt;
        parts[i] = text.substr(0, end);
        text.remove_prefix(i + 1 == kParts ? end : end + 1);
    }
    return parts;
}

std::optional<Instant> instantOf(std::string_view digits) {
    std::int64_t microseconds = 0;
    const auto* const end = digits.data() + digits.size();
    const auto [at, fault] = std::from_chars(digits.data(), end, microseconds);
    if (fault != std::errc{} || at != end) return std::nullopt;
    return fromMicroseconds(microseconds);
}

std::string_view languageFor(std::string_view country, std::string_view asked) {
    if (!hasAgreements(country))
        throw Error(ErrorKind::InvalidRequest, codes::kUnknownEnumValue, {"country"});
    const auto language = agreementLanguage(country, asked);
    if (language.empty())
        throw Error(ErrorKind::InvalidRequest, codes::kUnknownEnumValue, {"language"});
    return language;
}

}  // namespace

AgreementDocuments::AgreementDocuments(const AgreementTexts& texts, std::string key,
                                       std::string cloud)
    : texts_(texts), key_(std::move(key)), cloud_(std::move(cloud)) {
    if (key_.size() < kShortestKey)
        throw std::invalid_argument("a key for links must have 32 bytes or more");
}

std::string AgreementDocuments::tagOf(std::string_view content) const {
    return keyedTag(key_, kLabel, cloud_, content).toString();
}

OfferedDocument AgreementDocuments::offer(std::string_view template_id, std::string_view language,
                                          std::string_view country, Instant now) const {
    const auto id = Uuid::parse(template_id);
    const auto known = id ? agreementWithId(*id) : std::nullopt;
    if (!known) throw Error(ErrorKind::NotFound, codes::kUnknownTemplate);
    if (country.empty()) country = "US";
    if (language.empty()) language = kEnglishLanguage;
    const auto asked = languageFor(country, language);
    OfferedDocument offered;
    offered.document = {known->type, std::string(texts_.languageOf(known->type, asked)),
                        std::string(country)};
    auto& link = offered.link;
    link = known->id.toString();
    for (const auto& part :
         {offered.document.language, offered.document.country,
          std::to_string(toMicroseconds(now + std::chrono::microseconds(kLinkLife)))})
        link.append(1, kBetween).append(part);
    const auto tag = tagOf(link);
    link.append(1, kBetween).append(tag);
    return offered;
}

std::optional<AgreementDocument> AgreementDocuments::open(std::string_view link,
                                                          Instant now) const {
    if (link.size() > kLongestLink) return std::nullopt;
    const auto parts = partsOf(link);
    if (!parts) return std::nullopt;
    const auto& [id, language, country, expires, tag] = *parts;
    const auto content = link.substr(0, link.size() - tag.size() - 1);
    if (!isSameSecret(tag, tagOf(content))) return std::nullopt;
    // Only what was signed here comes so far.
    const auto until = instantOf(expires);
    const auto template_id = Uuid::parse(id);
    const auto known = template_id ? agreementWithId(*template_id) : std::nullopt;
    if (!known || !until || now >= *until) return std::nullopt;
    return AgreementDocument{known->type, std::string(language), std::string(country)};
}

}  // namespace concordat::accounts
