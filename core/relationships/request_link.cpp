#include "core/relationships/request_link.hpp"

#include <charconv>
#include <stdexcept>

#include "core/base/keyed_tag.hpp"
#include "core/base/sha256.hpp"

namespace concordat::relationships {
namespace {

constexpr std::size_t kShortestKey = 32;
constexpr char kBetween = '.';
constexpr auto kId = Uuid::kTextSize;
/// Three identifiers, each followed by a full stop.
constexpr auto kTimeAt = 3 * (kId + 1);
// Each tells the hash from others under the same key.
constexpr std::string_view kRequest = "relationship request";
constexpr std::string_view kGranular = "granular administration";

std::optional<Instant> instantOf(std::string_view digits) {
    std::int64_t microseconds = 0;
    const auto* const end = digits.data() + digits.size();
    const auto [at, fault] = std::from_chars(digits.data(), end, microseconds);
    if (fault != std::errc{} || at != end || microseconds <= 0) return std::nullopt;
    return fromMicroseconds(microseconds);
}

}  // namespace

RequestSigner::RequestSigner(std::string key, std::string cloud)
    : key_(std::move(key)), cloud_(std::move(cloud)) {
    if (key_.size() < kShortestKey)
        throw std::invalid_argument("a key for links must have 32 bytes or more");
}

Uuid RequestSigner::sign(std::string_view label, std::string_view content) const {
    return keyedTag(key_, label, cloud_, content);
}

std::string RequestSigner::seal(std::string_view label, const Content& content) const {
    auto text = content.partner.toString() + kBetween + content.id.toString() + kBetween +
                content.other.toString() + kBetween +
                std::to_string(toMicroseconds(content.expires));
    return text + kBetween + sign(label, text).toString();
}

std::optional<RequestSigner::Content> RequestSigner::open(std::string_view label,
                                                          std::string_view text) const {
    if (text.size() < kTimeAt + kId + 2) return std::nullopt;
    const auto content = text.substr(0, text.size() - kId - 1);
    const auto tag = Uuid::parse(text.substr(text.size() - kId));
    if (!tag || text[content.size()] != kBetween) return std::nullopt;
    // As texts of one spelling.
    if (!isSameSecret(tag->toString(), sign(label, content).toString())) return std::nullopt;
    // Only what was signed here comes so far.
    const auto partner = Uuid::parse(content.substr(0, kId));
    const auto id = Uuid::parse(content.substr(kId + 1, kId));
    const auto other = Uuid::parse(content.substr(2 * (kId + 1), kId));
    const auto expires = instantOf(content.substr(kTimeAt));
    if (!partner || !id || !other || !expires) return std::nullopt;
    return Content{*partner, *id, *other, *expires};
}

std::string RequestSigner::seal(const RequestLink& link) const {
    return seal(kRequest, {link.partner.value, link.id, link.reseller.value_or(PartnerId{}).value,
                           link.expires});
}

std::optional<RequestLink> RequestSigner::open(std::string_view text) const {
    const auto content = open(kRequest, text);
    if (!content) return std::nullopt;
    RequestLink link{PartnerId{content->partner}, content->id, content->expires, std::nullopt};
    if (!content->other.isNil()) link.reseller = PartnerId{content->other};
    return link;
}

std::string RequestSigner::seal(const GranularLink& link) const {
    return seal(kGranular,
                {link.partner.value, link.relationship.value, link.customer.value, link.expires});
}

std::optional<GranularLink> RequestSigner::openGranular(std::string_view text) const {
    const auto content = open(kGranular, text);
    if (!content) return std::nullopt;
    return GranularLink{PartnerId{content->partner}, GranularId{content->id},
                        CustomerId{content->other}, content->expires};
}

}  // namespace concordat::relationships
