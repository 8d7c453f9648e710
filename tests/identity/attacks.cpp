#include "tests/identity/attacks.hpp"

#include "core/identity/base64url.hpp"

namespace concordat::identity::testing {
namespace {

std::string bearer(const std::string& token) {
    return "Bearer " + token;
}

std::string goodHeader() {
    return headerOf("RS256", "rsa");
}

/// A token with the issuer's own key and any header and payload.
std::string signedBy(const TestKey& key, const std::string& header, const std::string& payload) {
    return bearer(makeToken(key, "RS256", header, payload));
}

/// The good header with one more member.
std::string headerWith(const std::string& member) {
    return "{\"alg\":\"RS256\",\"kid\":\"rsa\"," + member + "}";
}

std::string goodToken(const AttackKeys& keys) {
    return makeToken(keys.any_rsa, "RS256", goodHeader(), toJson(userClaims()));
}

std::string part(const std::string& token, int index) {
    std::size_t start = 0;
    for (int i = 0; i < index; ++i) start = token.find('.', start) + 1;
    return token.substr(start, token.find('.', start) - start);
}

std::string join(const std::string& header, const std::string& payload,
                 const std::string& signature) {
    return header + "." + payload + "." + signature;
}

/// A token with that name for its algorithm and an HMAC as signature.
std::string hmacToken(const std::string& algorithm, const std::string& secret) {
    const auto input =
        encodeBase64Url(headerOf(algorithm, "rsa")) + "." + encodeBase64Url(toJson(userClaims()));
    return bearer(input + "." + encodeBase64Url(hmac(secret, input)));
}

std::string unsignedToken(const std::string& algorithm) {
    return bearer(join(encodeBase64Url(headerOf(algorithm, "rsa")),
                       encodeBase64Url(toJson(userClaims())), ""));
}

/// The good ES256 token with another signature.
std::string ecToken(const AttackKeys&, const std::string& signature) {
    return bearer(join(encodeBase64Url(headerOf("ES256", "ec")),
                       encodeBase64Url(toJson(userClaims())), encodeBase64Url(signature)));
}

/// The order of P-256.
std::string orderOfP256() {
    return decodeBase64Url("_____wAAAAD__________7zm-q2nF56E87nKwvxjJVE").value();
}

/// The last character of canonical base64url replaced by one that differs only in unused bits.
std::string withUnusedBits(std::string text) {
    constexpr std::string_view kAlphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    text.back() = kAlphabet[kAlphabet.find(text.back()) + 1];
    return text;
}

}  // namespace

std::string AttackKeys::jwks() const {
    auto exponent_one = TestKey::rsa("e1").jwk();
    exponent_one.replace(exponent_one.find("\"e\":\"AQAB\""), 10, "\"e\":\"AQ\"");
    auto off_curve = TestKey::p256("off-curve").jwk();
    off_curve.replace(off_curve.find("\"x\":\"") + 5, 4, "AAAA");
    return jwksOf({any_rsa.jwk(), rs_only.jwk("RS256"), ps_only.jwk("PS256"), ec.jwk("ES256"),
                   weak.jwk(), p384.jwk(), exponent_one, off_curve,
                   "{\"kty\":\"oct\",\"kid\":\"shared\",\"k\":\"c2VjcmV0\"}"});
}

std::vector<Attack> headerAttacks(const AttackKeys& keys) {
    const auto payload = toJson(userClaims());
    const auto with_member = [&](const std::string& member) {
        return signedBy(keys.any_rsa, headerWith(member), payload);
    };
    const auto with_header = [&](const std::string& header) {
        return signedBy(keys.any_rsa, header, payload);
    };
    const auto own = keys.attacker.jwk();
    return {
        {"algorithm none", TokenFault::Algorithm, unsignedToken("none")},
        {"algorithm None", TokenFault::Algorithm, unsignedToken("None")},
        {"algorithm NONE", TokenFault::Algorithm, unsignedToken("NONE")},
        {"algorithm empty", TokenFault::Algorithm, unsignedToken("")},
        {"HS256 with the public key as secret", TokenFault::Algorithm,
         hmacToken("HS256", keys.any_rsa.pem())},
        {"HS256 with an empty secret", TokenFault::Algorithm, hmacToken("HS256", "")},
        {"HS384", TokenFault::Algorithm, hmacToken("HS384", keys.any_rsa.pem())},
        {"RS256 named, HMAC made", TokenFault::Signature, hmacToken("RS256", keys.any_rsa.pem())},
        {"HS256 with a shared key of the JWKS", TokenFault::Algorithm,
         with_header(headerOf("HS256", "shared"))},
        {"kid of a shared key", TokenFault::UnknownKey, with_header(headerOf("RS256", "shared"))},
        {"RS512", TokenFault::Algorithm,
         bearer(makeToken(keys.any_rsa, "RS512", headerOf("RS512", "rsa"), payload))},
        {"RS256 named, SHA-512 signed", TokenFault::Signature,
         bearer(makeToken(keys.any_rsa, "RS512", goodHeader(), payload))},
        {"ES384", TokenFault::Algorithm, with_header(headerOf("ES384", "p384"))},
        {"algorithm in lower case", TokenFault::Algorithm, with_header(headerOf("rs256", "rsa"))},
        {"algorithm with a blank", TokenFault::Algorithm, with_header(headerOf("RS256 ", "rsa"))},
        {"no algorithm", TokenFault::Algorithm, with_header("{\"kid\":\"rsa\"}")},
        {"algorithm as array", TokenFault::Algorithm,
         with_header("{\"alg\":[\"RS256\"],\"kid\":\"rsa\"}")},
        {"algorithm null", TokenFault::Algorithm, with_header("{\"alg\":null,\"kid\":\"rsa\"}")},
        {"PS256 with a key for RS256", TokenFault::Algorithm,
         bearer(makeToken(keys.rs_only, "PS256", headerOf("PS256", "rs-only"), payload))},
        {"RS256 with a key for PS256", TokenFault::Algorithm,
         bearer(makeToken(keys.ps_only, "RS256", headerOf("RS256", "ps-only"), payload))},
        {"PS256 named, RS256 signed", TokenFault::Signature,
         bearer(makeToken(keys.any_rsa, "RS256", headerOf("PS256", "rsa"), payload))},
        {"RS256 named, PS256 signed", TokenFault::Signature,
         bearer(makeToken(keys.any_rsa, "PS256", goodHeader(), payload))},
        {"ES256 named, RSA key", TokenFault::Algorithm, with_header(headerOf("ES256", "rsa"))},
        {"RS256 named, EC key", TokenFault::Algorithm,
         bearer(makeToken(keys.ec, "ES256", headerOf("RS256", "ec"), payload))},
        {"no kid", TokenFault::UnknownKey, with_header("{\"alg\":\"RS256\"}")},
        {"empty kid", TokenFault::UnknownKey, with_header(headerOf("RS256", ""))},
        {"kid as number", TokenFault::UnknownKey, with_header("{\"alg\":\"RS256\",\"kid\":1}")},
        {"kid of nobody", TokenFault::UnknownKey, with_header(headerOf("RS256", "nobody"))},
        {"kid that is a path", TokenFault::UnknownKey,
         with_header(headerOf("RS256", "../../../dev/null"))},
        {"kid that is a statement", TokenFault::UnknownKey,
         with_header(headerOf("RS256", "' OR 1=1 --"))},
        {"kid with a zero at its end", TokenFault::UnknownKey,
         with_header("{\"alg\":\"RS256\",\"kid\":\"rsa\\u0000\"}")},
        {"kid too long", TokenFault::UnknownKey,
         with_header(headerOf("RS256", std::string(300, 'k')))},
        {"kid of another key", TokenFault::Signature, with_header(headerOf("RS256", "rs-only"))},
        {"embedded key", TokenFault::Malformed,
         signedBy(keys.attacker, headerWith("\"jwk\":" + own), payload)},
        {"embedded key without kid", TokenFault::Malformed,
         signedBy(keys.attacker, "{\"alg\":\"RS256\",\"jwk\":" + own + "}", payload)},
        {"key from an address", TokenFault::Malformed,
         signedBy(keys.attacker, headerWith("\"jku\":\"https://evil.example/keys\""), payload)},
        {"certificate from an address", TokenFault::Malformed,
         signedBy(keys.attacker, headerWith("\"x5u\":\"https://evil.example/c\""), payload)},
        {"embedded certificate", TokenFault::Malformed,
         signedBy(keys.attacker, headerWith("\"x5c\":[\"MIIB\"]"), payload)},
        {"critical extension", TokenFault::Malformed, with_member("\"crit\":[\"exp\"]")},
        {"empty list of critical extensions", TokenFault::Malformed, with_member("\"crit\":[]")},
        {"unencoded payload", TokenFault::Malformed, with_member("\"b64\":false")},
        {"compressed", TokenFault::Malformed, with_member("\"zip\":\"DEF\"")},
        {"encrypted", TokenFault::Malformed, with_member("\"enc\":\"A128GCM\"")},
        {"nested", TokenFault::Malformed, with_member("\"cty\":\"JWT\"")},
        {"another type", TokenFault::Malformed, with_member("\"typ\":\"logout+jwt\"")},
        {"type as array", TokenFault::Malformed, with_member("\"typ\":[\"JWT\"]")},
    };
}

std::vector<Attack> formAttacks(const AttackKeys& keys) {
    const auto token = goodToken(keys);
    const auto header = part(token, 0);
    const auto payload = part(token, 1);
    const auto signature = part(token, 2);
    const auto claims = toJson(userClaims());
    const auto with_payload = [&](const std::string& text) {
        return signedBy(keys.any_rsa, goodHeader(), text);
    };
    const auto with_header = [&](const std::string& text) {
        return signedBy(keys.any_rsa, text, claims);
    };
    const auto inside = claims.substr(1);
    return {
        {"no header", TokenFault::Missing, ""},
        {"scheme alone", TokenFault::Missing, "Bearer "},
        {"scheme Basic", TokenFault::Missing, "Basic " + token},
        {"no scheme", TokenFault::Missing, token},
        {"blank before the token", TokenFault::Malformed, "Bearer  " + token},
        {"blank after the token", TokenFault::Malformed, "Bearer " + token + " "},
        {"line end after the token", TokenFault::Malformed, "Bearer " + token + "\n"},
        {"two tokens", TokenFault::Malformed, "Bearer " + token + "," + token},
        {"one part", TokenFault::Malformed, bearer(header)},
        {"two parts", TokenFault::Malformed, bearer(header + "." + payload)},
        {"four parts", TokenFault::Malformed, bearer(token + ".")},
        {"five parts, as if encrypted", TokenFault::Malformed, bearer(token + ".AAAA.AAAA")},
        {"only dots", TokenFault::Malformed, bearer("..")},
        {"empty header part", TokenFault::Malformed, bearer(join("", payload, signature))},
        {"empty payload part", TokenFault::Malformed, bearer(join(header, "", signature))},
        {"padded header", TokenFault::Malformed, bearer(join(header + "=", payload, signature))},
        {"padded signature", TokenFault::Malformed, bearer(token + "==")},
        {"plain base64", TokenFault::Malformed, bearer(join(header, payload, "+/" + signature))},
        {"unused bits set", TokenFault::Malformed,
         bearer(join(header, payload, withUnusedBits(signature)))},
        {"impossible length", TokenFault::Malformed, bearer(token + "AAA")},
        {"blank inside", TokenFault::Malformed, bearer(join(header, payload, " " + signature))},
        {"zero byte inside", TokenFault::Malformed,
         bearer(join(header, payload, std::string(1, '\0') + signature))},
        {"zero byte after the payload's object", TokenFault::Malformed,
         with_payload(claims + std::string(1, '\0') + "x")},
        {"huge token", TokenFault::Malformed,
         with_payload(toJson(with(userClaims(), "pad", "\"" + std::string(20000, 'a') + "\"")))},
        {"deep payload", TokenFault::Malformed,
         with_payload(
             toJson(with(userClaims(), "deep", std::string(2000, '[') + std::string(2000, ']'))))},
        {"many members", TokenFault::Malformed, with_payload([&] {
             auto many = userClaims();
             for (int i = 0; i < 300; ++i) many["m" + std::to_string(i)] = "1";
             return toJson(many);
         }())},
        {"header is no JSON", TokenFault::Malformed, with_header("alg=RS256")},
        {"header is an array", TokenFault::Malformed, with_header("[" + goodHeader() + "]")},
        {"header with a comment", TokenFault::Malformed, with_header("/**/" + goodHeader())},
        {"payload is a string", TokenFault::Malformed, with_payload("\"claims\"")},
        {"payload is null", TokenFault::Malformed, with_payload("null")},
        {"payload is cut", TokenFault::Malformed, with_payload(claims.substr(0, 40))},
        {"two objects", TokenFault::Malformed, with_payload(claims + claims)},
        {"trailing comma", TokenFault::Malformed, with_payload("{\"a\":1,}")},
        {"byte order mark", TokenFault::Malformed, with_payload("\xEF\xBB\xBF" + claims)},
        {"payload in UTF-16", TokenFault::Malformed, with_payload(std::string("{\0}\0", 4))},
        {"ill-formed UTF-8", TokenFault::Malformed, with_payload("{\"x\":\"\xC3\x28\"," + inside)},
        {"lone surrogate", TokenFault::Malformed, with_payload("{\"x\":\"\\uD800\"," + inside)},
        {"claim twice", TokenFault::Malformed, with_payload("{\"tid\":\"x\"," + inside)},
        {"claim twice, once escaped", TokenFault::Malformed,
         with_payload("{\"\\u0074id\":\"x\"," + inside)},
        {"name twice further inside", TokenFault::Malformed,
         with_payload("{\"x\":{\"a\":1,\"a\":2}," + inside)},
        {"algorithm twice", TokenFault::Malformed,
         with_header("{\"alg\":\"none\",\"alg\":\"RS256\",\"kid\":\"rsa\"}")},
        {"exp is not a number", TokenFault::Malformed,
         with_payload(toJson(with(userClaims(), "exp", "NaN")))},
        {"exp is infinite", TokenFault::Malformed,
         with_payload(toJson(with(userClaims(), "exp", "1e999")))},
    };
}

std::vector<Attack> signatureAttacks(const AttackKeys& keys) {
    const auto token = goodToken(keys);
    const auto header = part(token, 0);
    const auto payload = part(token, 1);
    const auto signature = decodeBase64Url(part(token, 2)).value();
    const auto other = makeToken(keys.any_rsa, "RS256", goodHeader(),
                                 toJson(with(userClaims(), "roles", "[\"SalesAgent\"]")));
    const auto ec_input =
        encodeBase64Url(headerOf("ES256", "ec")) + "." + encodeBase64Url(toJson(userClaims()));
    const auto ec_raw = keys.ec.sign("ES256", ec_input);
    const auto zero = std::string(32, '\0');
    const auto with_signature = [&](const std::string& raw) {
        return bearer(join(header, payload, encodeBase64Url(raw)));
    };
    auto flipped = signature;
    flipped[100] = static_cast<char>(flipped[100] ^ 1);
    const auto promoted = encodeBase64Url(toJson(with(userClaims(), "oid", "\"x\"")));
    return {
        {"no signature", TokenFault::Signature, with_signature("")},
        {"signature of another token", TokenFault::Signature,
         bearer(join(header, payload, part(other, 2)))},
        {"payload of another token", TokenFault::Signature,
         bearer(join(header, part(other, 1), part(token, 2)))},
        {"payload changed", TokenFault::Signature, bearer(join(header, promoted, part(token, 2)))},
        {"one bit flipped", TokenFault::Signature, with_signature(flipped)},
        {"signature cut", TokenFault::Signature, with_signature(signature.substr(0, 255))},
        {"signature with a zero before it", TokenFault::Signature,
         with_signature(std::string(1, '\0') + signature)},
        {"signature with a byte after it", TokenFault::Signature, with_signature(signature + "x")},
        {"signature of zeros", TokenFault::Signature, with_signature(std::string(256, '\0'))},
        {"signature of ones", TokenFault::Signature, with_signature(std::string(256, '\xFF'))},
        {"signed by someone else under a known kid", TokenFault::Signature,
         signedBy(keys.attacker, goodHeader(), toJson(userClaims()))},
        {"signed by someone else under an own kid", TokenFault::UnknownKey,
         signedBy(keys.attacker, headerOf("RS256", "attacker"), toJson(userClaims()))},
        {"RSA of 1024 bits", TokenFault::UnknownKey,
         signedBy(keys.weak, headerOf("RS256", "weak"), toJson(userClaims()))},
        {"exponent of 1", TokenFault::UnknownKey,
         signedBy(keys.attacker, headerOf("RS256", "e1"), toJson(userClaims()))},
        {"point off the curve", TokenFault::UnknownKey,
         bearer(makeToken(keys.attacker_ec, "ES256", headerOf("ES256", "off-curve"),
                          toJson(userClaims())))},
        {"P-384 key under ES256", TokenFault::UnknownKey,
         bearer(
             join(encodeBase64Url(headerOf("ES256", "p384")), payload, encodeBase64Url(ec_raw)))},
        {"ES256 with r and s zero", TokenFault::Signature, ecToken(keys, zero + zero)},
        {"ES256 with r zero", TokenFault::Signature, ecToken(keys, zero + ec_raw.substr(32))},
        {"ES256 with s zero", TokenFault::Signature, ecToken(keys, ec_raw.substr(0, 32) + zero)},
        {"ES256 with r and s the order", TokenFault::Signature,
         ecToken(keys, orderOfP256() + orderOfP256())},
        {"ES256 in DER", TokenFault::Signature, ecToken(keys, keys.ec.sign("ES256-DER", ec_input))},
        {"ES256 cut", TokenFault::Signature, ecToken(keys, ec_raw.substr(0, 63))},
        {"ES256 with a byte after it", TokenFault::Signature, ecToken(keys, ec_raw + "x")},
        {"ES256 with r and s exchanged", TokenFault::Signature,
         ecToken(keys, ec_raw.substr(32) + ec_raw.substr(0, 32))},
        {"ES256 by someone else", TokenFault::Signature,
         ecToken(keys, keys.attacker_ec.sign("ES256", ec_input))},
    };
}

std::vector<Attack> claimAttacks(const AttackKeys& keys) {
    const auto signed_claims = [&](const Claims& claims) {
        return signedBy(keys.any_rsa, goodHeader(), toJson(claims));
    };
    const auto user = [&](const std::string& name, const std::string& value) {
        return signed_claims(with(userClaims(), name, value));
    };
    const auto user_without = [&](const std::string& name) {
        return signed_claims(without(userClaims(), name));
    };
    const auto app = [&](const std::string& name, const std::string& value) {
        return signed_claims(with(applicationClaims(), name, value));
    };
    const auto app_without = [&](const std::string& name) {
        return signed_claims(without(applicationClaims(), name));
    };
    const auto second = [](std::int64_t offset) { return std::to_string(kNowSeconds + offset); };
    const std::string other_tenant = "\"00000000-1111-4222-8333-444444444444\"";
    return {
        {"expired by 61 s", TokenFault::Expired, user("exp", second(-61))},
        {"expired by 60 s", TokenFault::Expired, user("exp", second(-60))},
        {"expired long ago", TokenFault::Expired, user("exp", "0")},
        {"no exp", TokenFault::Expired, user_without("exp")},
        {"exp as string", TokenFault::Expired, user("exp", "\"" + second(3600) + "\"")},
        {"exp negative", TokenFault::Expired, user("exp", "-1")},
        {"exp with a fraction", TokenFault::Expired, user("exp", second(3600) + ".5")},
        {"exp with an exponent", TokenFault::Expired, user("exp", "1e300")},
        {"exp beyond 64 bits", TokenFault::Expired, user("exp", "99999999999999999999")},
        {"exp that overflows microseconds", TokenFault::Expired,
         user("exp", "9223372036854775807")},
        {"exp null", TokenFault::Expired, user("exp", "null")},
        {"exp true", TokenFault::Expired, user("exp", "true")},
        {"exp as array", TokenFault::Expired, user("exp", "[" + second(3600) + "]")},
        {"not good for 61 s yet", TokenFault::Expired, user("nbf", second(61))},
        {"no nbf", TokenFault::Expired, user_without("nbf")},
        {"nbf as string", TokenFault::Expired, user("nbf", "\"" + second(-10) + "\"")},
        {"nbf negative", TokenFault::Expired, user("nbf", "-10")},
        {"no iss", TokenFault::Issuer, user_without("iss")},
        {"another issuer", TokenFault::Issuer,
         user("iss", "\"https://login.other.example/" + std::string(kTenant) + "/\"")},
        {"another cloud's issuer", TokenFault::Issuer,
         user("iss", "\"https://login.cloud.example.us/" + std::string(kTenant) + "/\"")},
        {"issuer of another tenant", TokenFault::Issuer,
         user("iss", "\"https://login.cloud.example/00000000-1111-4222-8333-444444444444/\"")},
        {"issuer with the place for a tenant", TokenFault::Issuer,
         user("iss", "\"https://login.cloud.example/{tenantid}/\"")},
        {"issuer with something after it", TokenFault::Issuer,
         user("iss", "\"" + std::string(kIssuerV1) + "x\"")},
        {"issuer without its last slash", TokenFault::Issuer,
         user("iss", "\"" + std::string(kIssuerV1.substr(0, kIssuerV1.size() - 1)) + "\"")},
        {"issuer in other case", TokenFault::Issuer,
         user("iss", "\"HTTPS://login.cloud.example/" + std::string(kTenant) + "/\"")},
        {"issuer with a zero at its end", TokenFault::Issuer,
         user("iss", "\"" + std::string(kIssuerV1) + "\\u0000\"")},
        {"issuer as array", TokenFault::Issuer,
         user("iss", "[\"" + std::string(kIssuerV1) + "\"]")},
        {"no aud", TokenFault::Audience, user_without("aud")},
        {"another audience", TokenFault::Audience, user("aud", "\"https://other.example\"")},
        {"audience with something after it", TokenFault::Audience,
         user("aud", "\"https://api.cloud.example.evil.example\"")},
        {"audience in other case", TokenFault::Audience,
         user("aud", "\"https://API.cloud.example\"")},
        {"empty list of audiences", TokenFault::Audience, user("aud", "[]")},
        {"list of other audiences", TokenFault::Audience, user("aud", "[\"a\",\"b\"]")},
        {"list of audiences with a number", TokenFault::Audience,
         user("aud", "[\"https://api.cloud.example\",1]")},
        {"audience as object", TokenFault::Audience,
         user("aud", "{\"https://api.cloud.example\":1}")},
        {"user with the directory's audience", TokenFault::Audience,
         user("aud", "\"https://graph.cloud.example\"")},
        {"no tid", TokenFault::Issuer, user_without("tid")},
        {"another tid than the issuer's", TokenFault::Issuer, user("tid", other_tenant)},
        {"tid no UUID", TokenFault::Issuer, user("tid", "\"contoso\"")},
        {"tid as number", TokenFault::Issuer, user("tid", "1")},
        {"tid of zeros", TokenFault::Claims,
         signed_claims(with(with(userClaims(), "tid", "\"00000000-0000-0000-0000-000000000000\""),
                            "iss",
                            "\"https://login.cloud.example/"
                            "00000000-0000-0000-0000-000000000000/\""))},
        {"no application", TokenFault::Claims, user_without("appid")},
        {"application no UUID", TokenFault::Claims, user("appid", "\"app\"")},
        {"two applications", TokenFault::Claims, user("azp", other_tenant)},
        {"user without oid", TokenFault::Claims, user_without("oid")},
        {"user with oid that is no UUID", TokenFault::Claims, user("oid", "\"me\"")},
        {"user without name", TokenFault::Claims, user_without("upn")},
        {"user with an empty name", TokenFault::Claims, user("upn", "\"\"")},
        {"user whose name is a number", TokenFault::Claims, user("upn", "1")},
        {"user without scope", TokenFault::Claims, user_without("scp")},
        {"user with an empty scope", TokenFault::Claims, user("scp", "\"\"")},
        {"user with the scope as array", TokenFault::Claims, user("scp", "[\"a\"]")},
        {"user who says application", TokenFault::Claims, user("idtyp", "\"app\"")},
        {"roles as string", TokenFault::Claims, user("roles", "\"AdminAgent\"")},
        {"roles with a number", TokenFault::Claims, user("roles", "[\"AdminAgent\",1]")},
        {"application with a scope", TokenFault::Claims, app("scp", "\"user_impersonation\"")},
        {"application with a user name", TokenFault::Claims,
         app("preferred_username", "\"admin@contoso.example\"")},
        {"application that says user", TokenFault::Claims, app("idtyp", "\"user\"")},
        {"application with a strange kind", TokenFault::Claims, app("idtyp", "1")},
        {"application without id", TokenFault::Claims, app_without("azp")},
        {"ID token", TokenFault::Claims, app("nonce", "\"n\"")},
        {"ID token of an implicit sign-in", TokenFault::Claims, user("at_hash", "\"h\"")},
    };
}

}  // namespace concordat::identity::testing
