#include "core/identity/claims.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "core/identity/json_object.hpp"

namespace concordat::identity {
namespace {

/// Clocks of an issuer and of this machine may differ by so much.
constexpr std::chrono::seconds kSkew{60};
constexpr std::string_view kTenantPlace = "{tenantid}";
constexpr std::size_t kMaxUserNameSize = 1024;

std::optional<Uuid> uuidMember(const rapidjson::Value& payload, std::string_view name) {
    const auto text = stringMember(payload, name);
    return text ? Uuid::parse(*text) : std::nullopt;
}

/// The tenant is put in as text in small letters, as every authority writes it.
bool isIssuer(const std::string& accepted, std::string_view issuer, const Uuid& tenant) {
    const auto place = accepted.find(kTenantPlace);
    if (place == std::string::npos) return issuer == accepted;
    auto expected = accepted;
    expected.replace(place, kTenantPlace.size(), tenant.toString());
    return issuer == expected;
}

bool contains(const std::vector<std::string>& accepted, std::string_view value) {
    return std::find(accepted.begin(), accepted.end(), value) != accepted.end();
}

bool isAudience(const IssuerSettings& settings, std::string_view audience, bool application_only) {
    return contains(settings.audiences, audience) ||
           (application_only && contains(settings.application_audiences, audience));
}

bool hasAcceptedAudience(const IssuerSettings& settings, const rapidjson::Value& payload,
                         bool application_only) {
    const auto* audience = memberOf(payload, "aud");
    if (audience == nullptr) return false;
    if (audience->IsString()) return isAudience(settings, textOf(*audience), application_only);
    if (!audience->IsArray()) return false;
    // One entry of another type makes the list mean something else to other readers.
    const auto all_strings = std::all_of(audience->Begin(), audience->End(),
                                         [](const auto& value) { return value.IsString(); });
    return all_strings && std::any_of(audience->Begin(), audience->End(), [&](const auto& value) {
               return isAudience(settings, textOf(value), application_only);
           });
}

/// The application; nothing when no claim names it, one is no UUID, or two disagree.
std::optional<ApplicationId> applicationOf(const ClaimNames& names,
                                           const rapidjson::Value& payload) {
    std::optional<Uuid> application;
    for (const auto& name : names.application) {
        if (memberOf(payload, name) == nullptr) continue;
        const auto id = uuidMember(payload, name);
        if (!id || (application && *application != *id)) return std::nullopt;
        application = id;
    }
    if (!application) return std::nullopt;
    return ApplicationId{*application};
}

/// The roles in one text; nothing when the claim is no text.
std::optional<Roles> rolesOfText(std::string_view claim, const rapidjson::Value& payload) {
    constexpr std::string_view kBetween = ", ";
    Roles roles;
    const auto* value = memberOf(payload, claim);
    if (value == nullptr) return roles;
    if (!value->IsString()) return std::nullopt;
    for (auto rest = textOf(*value); !rest.empty();) {
        const auto end = std::min(rest.find_first_of(kBetween), rest.size());
        if (const auto role = roleFromName(rest.substr(0, end))) roles |= *role;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return roles;
}

/// The roles; nothing when the claim is no array of strings. Names that Concordat does not know are
/// another service's.
std::optional<Roles> rolesOf(const ClaimNames& names, const rapidjson::Value& payload) {
    if (!names.role_text.empty()) return rolesOfText(names.role_text, payload);
    Roles roles;
    const auto* list = memberOf(payload, names.roles);
    if (list == nullptr) return roles;
    if (!list->IsArray()) return std::nullopt;
    for (const auto& name : list->GetArray()) {
        if (!name.IsString()) return std::nullopt;
        if (const auto role = roleFromName(textOf(name))) roles |= *role;
    }
    return roles;
}

const rapidjson::Value* userNameOf(const ClaimNames& names, const rapidjson::Value& payload) {
    for (const auto& name : names.user_name)
        if (const auto* value = memberOf(payload, name)) return value;
    return nullptr;
}

/// By what only ID tokens have; their audience would usually refuse them anyway.
bool isIdToken(const rapidjson::Value& payload) {
    constexpr std::array<std::string_view, 3> kMarks = {"nonce", "at_hash", "c_hash"};
    return std::any_of(kMarks.begin(), kMarks.end(),
                       [&](auto mark) { return memberOf(payload, mark) != nullptr; });
}

/// Whether `idtyp` is absent or has that value.
bool agreesWithType(const rapidjson::Value& payload, std::string_view type) {
    const auto* claim = memberOf(payload, "idtyp");
    return claim == nullptr || (claim->IsString() && textOf(*claim) == type);
}

bool isDelegated(const rapidjson::Value& payload) {
    const auto scope = stringMember(payload, "scp");
    return scope && !scope->empty() && agreesWithType(payload, "user");
}

/// Adds the user of a delegated token; false when a claim is missing or of the wrong type.
bool addUser(const ClaimNames& names, const rapidjson::Value& payload, Principal& principal) {
    const auto user = uuidMember(payload, names.user);
    const auto* name = userNameOf(names, payload);
    const auto roles = rolesOf(names, payload);
    // A user without roles is one, and may do nothing; a claim of the wrong type is a refusal.
    if (!user || !roles || name == nullptr || !name->IsString()) return false;
    const auto text = textOf(*name);
    if (text.empty() || text.size() > kMaxUserNameSize) return false;
    principal.user = UserId{*user};
    principal.user_name = text;
    principal.roles = *roles;
    return true;
}

TokenVerdict refused(TokenFault fault) {
    return {nullptr, fault};
}

}  // namespace

bool hasAcceptedIssuer(const IssuerSettings& settings, const rapidjson::Value& payload) {
    const auto issuer = stringMember(payload, "iss");
    if (!issuer) return false;
    // A missing tenant counts as nil here, and is refused with the other claims.
    const auto tenant = uuidMember(payload, settings.claims.tenant).value_or(Uuid{});
    return std::any_of(settings.issuers.begin(), settings.issuers.end(),
                       [&](const auto& accepted) { return isIssuer(accepted, *issuer, tenant); });
}

std::optional<Validity> validityOf(const rapidjson::Value& payload) {
    const auto not_before = secondsMember(payload, "nbf");
    const auto expires = secondsMember(payload, "exp");
    if (!not_before || !expires) return std::nullopt;
    return Validity{Instant(std::chrono::seconds(*not_before) - kSkew),
                    Instant(std::chrono::seconds(*expires) + kSkew)};
}

std::optional<Validity> idTokenValidityOf(const rapidjson::Value& payload) {
    if (memberOf(payload, "nbf") != nullptr) return validityOf(payload);
    const auto issued = secondsMember(payload, "iat");
    const auto expires = secondsMember(payload, "exp");
    if (!issued || !expires) return std::nullopt;
    return Validity{Instant(std::chrono::seconds(*issued) - kSkew),
                    Instant(std::chrono::seconds(*expires) + kSkew)};
}

std::optional<SignedInUser> signedInUserOf(const ClaimNames& names,
                                           const rapidjson::Value& payload) {
    const auto tenant = uuidMember(payload, names.tenant);
    Principal principal;
    if (!tenant || tenant->isNil() || !addUser(names, payload, principal)) return std::nullopt;
    return SignedInUser{*tenant, *principal.user, std::move(principal.user_name), principal.roles};
}

TokenVerdict principalOf(const IssuerSettings& settings, const rapidjson::Value& payload) {
    // Whatever looks like a user's token is judged as one, so that a user without rights can never
    // pass for an application, which has them all.
    const bool user_claims =
        memberOf(payload, "scp") != nullptr || userNameOf(settings.claims, payload) != nullptr;
    if (!hasAcceptedAudience(settings, payload, !user_claims)) return refused(TokenFault::Audience);
    const auto tenant = uuidMember(payload, settings.claims.tenant);
    const auto application = applicationOf(settings.claims, payload);
    if (!tenant || tenant->isNil() || !application || isIdToken(payload))
        return refused(TokenFault::Claims);
    Principal principal;
    principal.partner = PartnerId{*tenant};
    principal.application = *application;
    principal.application_only = !user_claims;
    if (user_claims) {
        if (!isDelegated(payload) || !addUser(settings.claims, payload, principal))
            return refused(TokenFault::Claims);
    } else {
        if (!agreesWithType(payload, "app")) return refused(TokenFault::Claims);
        principal.roles = Role::AdminAgent;
    }
    return {std::make_shared<const Principal>(std::move(principal)), TokenFault::Missing};
}

}  // namespace concordat::identity
