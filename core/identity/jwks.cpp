#include "core/identity/jwks.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "core/base/log.hpp"
#include "core/identity/base64url.hpp"
#include "core/identity/json_object.hpp"

namespace concordat::identity {
namespace {

/// An issuer has a handful; each costs a check of the key.
constexpr std::size_t kMaxKeys = 100;
constexpr std::size_t kMaxKidSize = 256;

/// Whether the JWK is one that signs, as far as it says.
bool isForSigning(const rapidjson::Value& jwk) {
    if (memberOf(jwk, "use") != nullptr && stringMember(jwk, "use") != "sig") return false;
    const auto* operations = memberOf(jwk, "key_ops");
    if (operations == nullptr) return true;
    return operations->IsArray() &&
           std::any_of(operations->Begin(), operations->End(), [](const auto& operation) {
               return operation.IsString() && textOf(operation) == "verify";
           });
}

std::optional<std::string> bytesMember(const rapidjson::Value& jwk, std::string_view name) {
    const auto text = stringMember(jwk, name);
    return text ? decodeBase64Url(*text) : std::nullopt;
}

std::shared_ptr<const VerificationKey> rsaKey(const rapidjson::Value& jwk, std::string kid,
                                              std::optional<Algorithm> only) {
    const auto modulus = bytesMember(jwk, "n");
    const auto exponent = bytesMember(jwk, "e");
    if (!modulus || !exponent) return nullptr;
    return VerificationKey::fromRsa(std::move(kid), *modulus, *exponent, only);
}

std::shared_ptr<const VerificationKey> ecKey(const rapidjson::Value& jwk, std::string kid,
                                             std::optional<Algorithm> only) {
    const auto x = bytesMember(jwk, "x");
    const auto y = bytesMember(jwk, "y");
    if (!x || !y || (only && *only != Algorithm::ES256)) return nullptr;
    return VerificationKey::fromP256(std::move(kid), *x, *y);
}

/// Whether the JWK is of a kind that Concordat uses: others may stand beside it.
bool isOfUse(const rapidjson::Value& jwk) {
    if (!isForSigning(jwk)) return false;
    // A name that is not accepted must not become "any algorithm".
    if (memberOf(jwk, "alg") != nullptr &&
        !algorithmFromName(stringMember(jwk, "alg").value_or("")))
        return false;
    const auto kind = stringMember(jwk, "kty");
    return kind == "RSA" || (kind == "EC" && stringMember(jwk, "crv") == "P-256");
}

std::shared_ptr<const VerificationKey> keyOf(const rapidjson::Value& jwk, std::string kid) {
    const auto only = algorithmFromName(stringMember(jwk, "alg").value_or(""));
    return stringMember(jwk, "kty") == "RSA" ? rsaKey(jwk, std::move(kid), only)
                                             : ecKey(jwk, std::move(kid), only);
}

/// A key that is refused is worth a line: tokens signed with it will be refused, and somebody will
/// ask why.
void refuseKey(std::string_view kid, std::string_view why) {
    logEvent(Severity::Warning, "IDENTITY-KEY-REFUSED", "A key of the issuer is not used",
             {{"kid", kid.substr(0, kMaxKidSize)}, {"why", why}});
}

void addKey(KeySet& keys, const rapidjson::Value& jwk) {
    if (!jwk.IsObject() || !isOfUse(jwk)) return;
    const auto kid = stringMember(jwk, "kid").value_or("");
    // A key without a name can never be asked for.
    if (kid.empty() || kid.size() > kMaxKidSize) return refuseKey(kid, "it has no usable kid");
    auto key = keyOf(jwk, std::string(kid));
    if (!key) return refuseKey(kid, "it is weak or not valid");
    // The first stays: which of two is meant, nobody could say.
    if (!keys.emplace(std::string(kid), std::move(key)).second)
        refuseKey(kid, "another key has the same kid");
}

}  // namespace

std::optional<KeySet> parseJwks(std::string_view text) {
    const auto document = parseJsonObject(text);
    if (!document) return std::nullopt;
    const auto* list = memberOf(*document, "keys");
    if (list == nullptr || !list->IsArray() || list->Size() > kMaxKeys) return std::nullopt;
    KeySet keys;
    for (const auto& jwk : list->GetArray()) addKey(keys, jwk);
    return keys;
}

}  // namespace concordat::identity
