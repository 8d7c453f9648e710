#include "core/relationships/request_link.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "core/base/sha256.hpp"

namespace concordat::relationships {
namespace {

constexpr std::size_t kShortestKey = 32;
constexpr char kBetween = '.';
constexpr auto kId = Uuid::kTextSize;
/// Partner, link and reseller, each followed by a full stop.
constexpr auto kTimeAt = 3 * (kId + 1);
/// Tells the hash from others under the same key.
constexpr std::string_view kLabel = "relationship request";

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

Uuid RequestSigner::sign(std::string_view content) const {
    std::string signed_text(kLabel);
    signed_text.append(1, '\0').append(cloud_).append(1, '\0').append(content);
    const auto hash = hmacSha256(key_, signed_text);
    Uuid tag;
    std::copy_n(hash.begin(), tag.bytes.size(), tag.bytes.begin());
    return tag;
}

std::string RequestSigner::seal(const RequestLink& link) const {
    auto text = link.partner.value.toString() + kBetween + link.id.toString() + kBetween +
                link.reseller.value_or(PartnerId{}).value.toString() + kBetween +
                std::to_string(toMicroseconds(link.expires));
    return text + kBetween + sign(text).toString();
}

std::optional<RequestLink> RequestSigner::open(std::string_view text) const {
    if (text.size() < kTimeAt + kId + 2) return std::nullopt;
    const auto content = text.substr(0, text.size() - kId - 1);
    const auto tag = Uuid::parse(text.substr(text.size() - kId));
    if (!tag || text[content.size()] != kBetween) return std::nullopt;
    // As texts of one spelling.
    if (!isSameSecret(tag->toString(), sign(content).toString())) return std::nullopt;
    // Only what was signed here comes so far.
    const auto partner = Uuid::parse(content.substr(0, kId));
    const auto id = Uuid::parse(content.substr(kId + 1, kId));
    const auto reseller = Uuid::parse(content.substr(2 * (kId + 1), kId));
    const auto expires = instantOf(content.substr(kTimeAt));
    if (!partner || !id || !reseller || !expires) return std::nullopt;
    RequestLink link{PartnerId{*partner}, *id, *expires, std::nullopt};
    if (!reseller->isNil()) link.reseller = PartnerId{*reseller};
    return link;
}

}  // namespace concordat::relationships
