#include "core/identity/token_minter.hpp"

#include <utility>

#include "core/base/error.hpp"
#include "core/base/json_writer.hpp"
#include "core/identity/base64url.hpp"

namespace concordat::identity {
namespace {

constexpr std::string_view kTenantPlace = "{tenantid}";
constexpr std::string_view kProduction = "production";
constexpr std::string_view kUserScope = "user_impersonation";

// Whole seconds, as JWT has them; what is below is cut, so a token is never good later than it
// says.
std::int64_t secondsOf(Instant instant) {
    return std::chrono::duration_cast<std::chrono::seconds>(instant.time_since_epoch()).count();
}

// A compact JWS; the algorithm is the key's only one.
std::string sign(const SigningKey& key, const std::string& payload) {
    const auto header = R"({"typ":"JWT","alg":"RS256","kid":")" + key.kid() + "\"}";
    const auto input = encodeBase64Url(header) + "." + encodeBase64Url(payload);
    return input + "." + encodeBase64Url(key.sign(input));
}

// No allowance for other clocks: verifiers have their own.
void writeTimes(JsonWriter& json, std::chrono::seconds lifetime, Instant now) {
    json.member("iat", secondsOf(now));
    json.member("nbf", secondsOf(now));
    json.member("exp", secondsOf(now + lifetime));
}

void writeRoles(JsonWriter& json, Roles roles) {
    json.name("roles").beginArray();
    for (const auto name : namesOf(roles)) json.value(name);
    json.endArray();
}

// `sub` is the object id, since one authority has one space of ids.
void writeUser(JsonWriter& json, const UserAccount& user, TokenVersion version) {
    json.member("idtyp", "user");
    json.member("oid", user.id.value);
    json.member("sub", user.id.value);
    json.member(version == TokenVersion::V1 ? "upn" : "preferred_username", user.user_name);
    json.member("scp", kUserScope);
    writeRoles(json, user.roles);
}

}  // namespace

IssuerSettings issuerSettingsOf(const AuthoritySettings& settings) {
    IssuerSettings issuer;
    issuer.issuers = {settings.base + "/" + std::string(kTenantPlace) + "/",
                      settings.base + "/" + std::string(kTenantPlace) + "/v2.0"};
    issuer.audiences = settings.audiences;
    issuer.application_audiences = settings.application_audiences;
    return issuer;
}

// By name, since this room does not know the runtime's enumeration.
void requireAuthorityAllowed(std::string_view environment) {
    if (environment == kProduction)
        throw FatalError("IDENTITY-AUTHORITY-IN-PRODUCTION",
                         "The built-in authority is for development: with environment: production "
                         "set the issuer of the cloud's real authority");
}

TokenMinter::TokenMinter(AuthoritySettings settings, const SigningKeys& keys)
    : settings_(std::move(settings)), keys_(keys) {}

std::string TokenMinter::mint(const TokenSubject& subject, const std::string& audience,
                              TokenVersion version, Instant now) const {
    const bool first = version == TokenVersion::V1;
    const auto tenant = subject.partner.value.toString();
    std::string payload;
    JsonWriter json(payload);
    json.beginObject();
    json.member("iss", issuerOf(tenant, version)).member("aud", audience).member("tid", tenant);
    writeTimes(json, settings_.token_lifetime, now);
    json.member(first ? "appid" : "azp", subject.application.value);
    if (subject.user) {
        writeUser(json, *subject.user, version);
    } else {
        json.member("idtyp", "app").member("sub", subject.application.value);
    }
    // What makes two tokens of one second different.
    json.member("uti", makeRandomUuid()).member("ver", first ? "1.0" : "2.0").endObject();
    return sign(*keys_.current(), payload);
}

// For the application, which is its audience: the API must refuse it, and does by that.
std::string TokenMinter::mintIdToken(const TokenSubject& subject, Instant now,
                                     std::string_view nonce) const {
    const auto tenant = subject.partner.value.toString();
    std::string payload;
    JsonWriter json(payload);
    json.beginObject();
    json.member("iss", issuerOf(tenant, TokenVersion::V2)).member("tid", tenant);
    json.member("aud", subject.application.value);
    writeTimes(json, settings_.token_lifetime, now);
    if (subject.user) {
        json.member("oid", subject.user->id.value).member("sub", subject.user->id.value);
        json.member("preferred_username", subject.user->user_name);
        writeRoles(json, subject.user->roles);
    }
    json.memberIfAny("nonce", nonce);
    json.member("ver", "2.0").endObject();
    return sign(*keys_.current(), payload);
}

std::string TokenMinter::issuerOf(std::string_view tenant, TokenVersion version) const {
    return settings_.base + "/" + std::string(tenant) +
           (version == TokenVersion::V1 ? "/" : "/v2.0");
}

}  // namespace concordat::identity
