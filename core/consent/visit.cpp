#include "core/consent/visit.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <vector>

#include "core/base/keyed_tag.hpp"
#include "core/base/sha256.hpp"
#include "core/identity/base64url.hpp"
#include "core/identity/secrets.hpp"

namespace concordat::consent {
namespace {

using identity::decodeBase64Url;
using identity::encodeBase64Url;

constexpr std::size_t kShortestKey = 32;
constexpr char kBetween = '.';
/// Seed, language, expiry and link; with a user tenant, id, roles and name too; then the hash.
constexpr std::size_t kFieldsBefore = 5;
constexpr std::size_t kFieldsWithUser = 9;

std::vector<std::string_view> split(std::string_view text) {
    std::vector<std::string_view> fields;
    for (;;) {
        const auto end = text.find(kBetween);
        fields.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return fields;
        text.remove_prefix(end + 1);
    }
}

template <typename Number>
std::optional<Number> numberOf(std::string_view digits) {
    Number number{};
    const auto* const end = digits.data() + digits.size();
    const auto [at, fault] = std::from_chars(digits.data(), end, number);
    if (fault != std::errc{} || at != end) return std::nullopt;
    return number;
}

/// Of fields that were signed here.
std::optional<identity::SignedInUser> userOf(const std::vector<std::string_view>& fields) {
    const auto tenant = Uuid::parse(fields[4]);
    const auto user = Uuid::parse(fields[5]);
    const auto roles = numberOf<std::uint8_t>(fields[6]);
    auto name = decodeBase64Url(fields[7]);
    if (!tenant || !user || !roles || !name) return std::nullopt;
    return identity::SignedInUser{*tenant, UserId{*user}, *std::move(name),
                                  identity::Roles::fromBits(*roles)};
}

}  // namespace

Visit beginVisit(std::string link, PageLanguage language, Instant now) {
    return {identity::makeSecret(), std::move(link), language, now + kVisitLife, std::nullopt};
}

VisitSigner::VisitSigner(std::string key, std::string cloud)
    : key_(std::move(key)), cloud_(std::move(cloud)) {
    if (key_.size() < kShortestKey)
        throw std::invalid_argument("a key for visits must have 32 bytes or more");
}

std::string VisitSigner::sign(std::string_view label, std::string_view content) const {
    std::string purpose("consent visit");
    purpose.append(1, '\0').append(label);
    return encodeBase64Url(keyedHash(key_, purpose, cloud_, content));
}

std::string VisitSigner::derive(std::string_view label, const Visit& visit) const {
    return sign(label, visit.seed);
}

std::string VisitSigner::seal(const Visit& visit) const {
    auto text = visit.seed + kBetween + std::to_string(static_cast<int>(visit.language)) +
                kBetween + std::to_string(toMicroseconds(visit.expires)) + kBetween +
                encodeBase64Url(visit.link);
    if (visit.user)
        text += kBetween + visit.user->tenant.toString() + kBetween +
                visit.user->user.value.toString() + kBetween +
                std::to_string(visit.user->roles.bits()) + kBetween +
                encodeBase64Url(visit.user->user_name);
    return text + kBetween + sign("cookie", text);
}

std::optional<Visit> VisitSigner::open(std::string_view text, Instant now) const {
    const auto fields = split(text);
    if (fields.size() != kFieldsBefore && fields.size() != kFieldsWithUser) return std::nullopt;
    const auto tag = fields.back();
    const auto content = text.substr(0, text.size() - tag.size() - 1);
    if (!isSameSecret(sign("cookie", content), tag)) return std::nullopt;
    // Only what was signed here comes so far.
    const auto language = numberOf<std::uint8_t>(fields[1]);
    const auto expires = numberOf<std::int64_t>(fields[2]);
    auto link = decodeBase64Url(fields[3]);
    if (!language || *language >= kPageLanguages || !expires || !link) return std::nullopt;
    Visit visit{std::string(fields[0]), *std::move(link), static_cast<PageLanguage>(*language),
                fromMicroseconds(*expires), std::nullopt};
    if (visit.expires <= now) return std::nullopt;
    if (fields.size() == kFieldsWithUser) {
        visit.user = userOf(fields);
        if (!visit.user) return std::nullopt;
    }
    return visit;
}

}  // namespace concordat::consent
