#include "core/identity/id_token_verifier.hpp"

#include <utility>

#include "core/base/sha256.hpp"
#include "core/identity/claims.hpp"
#include "core/identity/signed_payload.hpp"

namespace concordat::identity {
namespace {

bool hasNonce(const rapidjson::Value& payload, std::string_view nonce) {
    const auto found = stringMember(payload, "nonce");
    return found && isSameSecret(*found, nonce);
}

/// Whether the token is for this application alone.
bool isFor(const rapidjson::Value& payload, std::string_view client) {
    const auto* audience = memberOf(payload, "aud");
    if (audience == nullptr) return false;
    if (audience->IsString()) return textOf(*audience) == client;
    return audience->IsArray() && audience->Size() == 1 && (*audience)[0].IsString() &&
           textOf((*audience)[0]) == client;
}

}  // namespace

IdTokenVerifier::IdTokenVerifier(IssuerSettings issuer, std::string client_id, KeySource& keys)
    : settings_(std::move(issuer)), client_id_(std::move(client_id)), keys_(keys) {}

IdTokenVerdict IdTokenVerifier::verify(std::string_view token, std::string_view nonce,
                                       Instant now) const {
    const auto read = readSigned(settings_, keys_, token, now);
    if (!read.payload) return {std::nullopt, read.fault};
    const auto validity = idTokenValidityOf(*read.payload);
    if (!validity || !validity->covers(now)) return {std::nullopt, TokenFault::Expired};
    if (!isFor(*read.payload, client_id_)) return {std::nullopt, TokenFault::Audience};
    if (!hasNonce(*read.payload, nonce)) return {std::nullopt, TokenFault::Claims};
    auto user = signedInUserOf(settings_.claims, *read.payload);
    return {std::move(user), TokenFault::Claims};
}

}  // namespace concordat::identity
