#include "core/relationships/invitation.hpp"

#include <algorithm>

#include "core/base/random.hpp"
#include "core/base/sha256.hpp"

namespace concordat::relationships {
namespace {

constexpr char kBetween = '.';
constexpr std::size_t kMostSecret = 64;

std::string_view bytesOf(const Uuid& id) {
    return {reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()};
}

bool isSecret(std::string_view text) {
    const auto allowed = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    };
    return !text.empty() && text.size() <= kMostSecret &&
           std::all_of(text.begin(), text.end(), allowed);
}

}  // namespace

std::string InvitationToken::toString() const {
    return inviting.value.toString() + kBetween + invitation.toString() + kBetween + secret;
}

std::string InvitationToken::hash() const {
    return sha256({bytesOf(inviting.value), bytesOf(invitation), secret});
}

std::optional<InvitationToken> InvitationToken::parse(std::string_view text) {
    constexpr auto kId = Uuid::kTextSize;
    constexpr auto kSecretAt = 2 * (kId + 1);
    if (text.size() <= kSecretAt || text[kId] != kBetween || text[kSecretAt - 1] != kBetween)
        return std::nullopt;
    const auto inviting = Uuid::parse(text.substr(0, kId));
    const auto invitation = Uuid::parse(text.substr(kId + 1, kId));
    const auto secret = text.substr(kSecretAt);
    if (!inviting || !invitation || !isSecret(secret)) return std::nullopt;
    return InvitationToken{{*inviting}, *invitation, std::string(secret)};
}

InvitationToken makeInvitation(const PartnerId& inviting, Instant now) {
    return {inviting, makeUuid(now), makeOneTimePassword()};
}

}  // namespace concordat::relationships
