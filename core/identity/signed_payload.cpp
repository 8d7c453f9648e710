#include "core/identity/signed_payload.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "core/base/text.hpp"
#include "core/identity/base64url.hpp"
#include "core/identity/claims.hpp"

namespace concordat::identity {
namespace {

constexpr std::size_t kMaxTokenSize = std::size_t{16} * 1024;
constexpr std::size_t kMaxKidSize = 256;

/// The parts of a compact JWS, still encoded.
struct Parts {
    std::string_view header;
    std::string_view payload;
    std::string_view signature;
    std::string_view signed_input;  ///< header and payload with the dot between them
};

struct Header {
    Algorithm algorithm = Algorithm::RS256;
    std::string kid;
};

/// Two dots, no fewer and no more: five parts would be an encrypted token.
std::optional<Parts> split(std::string_view token) {
    if (token.size() > kMaxTokenSize) return std::nullopt;
    const auto first = token.find('.');
    if (first == std::string_view::npos) return std::nullopt;
    const auto second = token.find('.', first + 1);
    if (second == std::string_view::npos) return std::nullopt;
    if (token.find('.', second + 1) != std::string_view::npos) return std::nullopt;
    return Parts{token.substr(0, first), token.substr(first + 1, second - first - 1),
                 token.substr(second + 1), token.substr(0, second)};
}

JsonObject objectOf(std::string_view part) {
    const auto text = decodeBase64Url(part);
    return text ? parseJsonObject(*text) : nullptr;
}

/// Whether the header says that this is a JSON Web Token, or an access token of RFC 9068, or
/// nothing.
bool hasAcceptedType(const rapidjson::Value& header) {
    const auto* type = memberOf(header, "typ");
    if (type == nullptr) return true;
    if (!type->IsString()) return false;
    const auto text = textOf(*type);
    return equalsIgnoringCase(text, "JWT") || equalsIgnoringCase(text, "at+jwt") ||
           equalsIgnoringCase(text, "application/at+jwt");
}

/// Whether the header asks for what is never granted: a key of the token's own choosing,
/// extensions, encryption, compression, a token within the token.
bool asksForMore(const rapidjson::Value& header) {
    constexpr std::array<std::string_view, 9> kRefused = {"crit", "jku", "jwk", "x5u", "x5c",
                                                          "b64",  "zip", "enc", "cty"};
    return std::any_of(kRefused.begin(), kRefused.end(),
                       [&](auto name) { return memberOf(header, name) != nullptr; });
}

/// The header's algorithm and key name, or the fault.
std::optional<Header> readHeader(const rapidjson::Value& header, TokenFault& fault) {
    fault = TokenFault::Malformed;
    if (!hasAcceptedType(header) || asksForMore(header)) return std::nullopt;
    fault = TokenFault::Algorithm;
    const auto name = stringMember(header, "alg");
    const auto algorithm = name ? algorithmFromName(*name) : std::nullopt;
    if (!algorithm) return std::nullopt;
    // Without a name any of the issuer's keys might be meant, and the caller would choose.
    fault = TokenFault::UnknownKey;
    const auto kid = stringMember(header, "kid");
    if (!kid || kid->empty() || kid->size() > kMaxKidSize) return std::nullopt;
    return Header{*algorithm, std::string(*kid)};
}

/// What is wrong with the signature, if anything.
std::optional<TokenFault> checkSignature(KeySource& keys, const Header& header, const Parts& parts,
                                         Instant now) {
    const auto signature = decodeBase64Url(parts.signature);
    if (!signature) return TokenFault::Malformed;
    // The empty signature of "none".
    if (signature->empty()) return TokenFault::Signature;
    const auto [key, awaited] = keys.find(header.kid, now);
    if (!key) return awaited ? TokenFault::KeysAwaited : TokenFault::UnknownKey;
    // The token's word for it is not enough: a key has its algorithm.
    if (!key->fits(header.algorithm)) return TokenFault::Algorithm;
    if (!key->verifies(header.algorithm, parts.signed_input, *signature))
        return TokenFault::Signature;
    return std::nullopt;
}

}  // namespace

SignedPayload readSigned(const IssuerSettings& settings, KeySource& keys, std::string_view token,
                         Instant now) {
    // Cheap checks first: what costs a signature has passed all that costs less.
    const auto parts = split(token);
    if (!parts) return {nullptr, TokenFault::Malformed};
    const auto header_object = objectOf(parts->header);
    auto payload = objectOf(parts->payload);
    if (!header_object || !payload) return {nullptr, TokenFault::Malformed};
    TokenFault fault = TokenFault::Malformed;
    const auto header = readHeader(*header_object, fault);
    if (!header) return {nullptr, fault};
    // Before the keys are asked: a token of another authority must not cause a refetch.
    if (!hasAcceptedIssuer(settings, *payload)) return {nullptr, TokenFault::Issuer};
    if (const auto wrong = checkSignature(keys, *header, *parts, now)) return {nullptr, *wrong};
    return {std::move(payload), TokenFault::Missing};
}

}  // namespace concordat::identity
