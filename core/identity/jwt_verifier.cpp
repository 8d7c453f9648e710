#include "core/identity/jwt_verifier.hpp"

#include <utility>

#include "core/base/text.hpp"
#include "core/identity/claims.hpp"
#include "core/identity/signed_payload.hpp"

namespace concordat::identity {
namespace {

constexpr std::string_view kScheme = "Bearer ";

/// The scheme in any case, as HTTP has it; exactly one blank.
std::string_view tokenOf(std::string_view authorization) {
    if (authorization.size() <= kScheme.size() ||
        !equalsIgnoringCase(authorization.substr(0, kScheme.size()), kScheme))
        return {};
    return authorization.substr(kScheme.size());
}

VerifiedToken refused(TokenFault fault) {
    VerifiedToken result;
    result.fault = fault;
    return result;
}

VerifiedToken readClaims(const IssuerSettings& settings, const rapidjson::Value& payload,
                         Instant now) {
    const auto validity = validityOf(payload);
    if (!validity || !validity->covers(now)) return refused(TokenFault::Expired);
    auto verdict = principalOf(settings, payload);
    if (!verdict.principal) return refused(verdict.fault);
    return {std::move(verdict.principal), TokenFault::Missing, validity->from, validity->until, 0};
}

}  // namespace

JwtVerifier::JwtVerifier(IssuerSettings settings, KeySource& keys)
    : settings_(std::move(settings)), keys_(keys) {}

TokenVerdict JwtVerifier::verify(std::string_view authorization, Instant now) {
    auto result = verifyToken(authorization, now);
    return {std::move(result.principal), result.fault};
}

std::string_view JwtVerifier::acceptedIssuer() const {
    return settings_.issuers.empty() ? std::string_view() : settings_.issuers.front();
}

VerifiedToken JwtVerifier::verifyToken(std::string_view authorization, Instant now) {
    const auto token = tokenOf(authorization);
    if (token.empty()) return refused(TokenFault::Missing);
    // Read before the key is: should keys change in between, the cache asks again.
    const auto generation = keys_.generation();
    const auto read = readSigned(settings_, keys_, token, now);
    if (!read.payload) return refused(read.fault);
    auto result = readClaims(settings_, *read.payload, now);
    result.generation = generation;
    return result;
}

}  // namespace concordat::identity
