#include "core/api/handlers/user_json.hpp"

#include "core/accounts/principal_name.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/text.hpp"
#include "core/identity/secrets.hpp"

namespace concordat::api {
namespace {

// Where the partner API names no length, one that no real value exceeds.
constexpr Length kPrincipalName{3, accounts::kMostPrincipalName};
constexpr Length kDisplayName{1, 256};
constexpr Length kPersonName{1, 64};
constexpr Length kCountry{2, 2};
constexpr Length kImmutableId{1, 256};
constexpr Length kPhoneNumber{1, 64};
constexpr Length kPassword{8, 256};
constexpr int kLeastKinds = 3;

std::string upperCase(std::string text) {
    for (char& c : text)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return text;
}

bool isStrong(std::string_view password) {
    bool upper = false;
    bool lower = false;
    bool digit = false;
    bool other = false;
    for (const char c : password) {
        const bool is_upper = c >= 'A' && c <= 'Z';
        const bool is_lower = c >= 'a' && c <= 'z';
        const bool is_digit = c >= '0' && c <= '9';
        upper = upper || is_upper;
        lower = lower || is_lower;
        digit = digit || is_digit;
        other = other || !(is_upper || is_lower || is_digit);
    }
    return upper + lower + digit + other >= kLeastKinds;
}

void writeLink(JsonWriter& json, std::string& out, const CustomerId& customer, const UserId& user) {
    json.name("links").raw(R"({"self":{"uri":"/customers/)");
    out.append(customer.value.toString()).append("/users/").append(user.value.toString());
    out.append(R"(","method":"GET"}})");
}

void writeType(JsonWriter& json, std::string_view type) {
    json.name("attributes").beginObject().member("objectType", type).endObject();
}

}  // namespace

void writeUser(std::string& out, const CustomerId& customer, const accounts::User& user,
               const PasswordShown* password) {
    const auto& details = user.details;
    const bool active = user.state == accounts::UserState::Active;
    JsonWriter json(out);
    json.beginObject().member("id", user.id.value);
    json.memberIfAny("usageLocation", details.usage_location)
        .member("userPrincipalName", std::string_view(details.principal_name))
        .memberIfAny("firstName", details.first_name)
        .memberIfAny("lastName", details.last_name)
        .member("displayName", std::string_view(details.display_name))
        .memberIfAny("immutableId", details.immutable_id)
        .memberIfAny("phoneNumber", details.phone_number);
    if (password != nullptr)
        json.name("passwordProfile")
            .beginObject()
            .member("forceChangePassword", password->must_change)
            .memberIfAny("password", password->one_time)
            .endObject();
    json.member("userDomainType", "managed").member("state", active ? "active" : "inactive");
    if (!active) json.member("softDeletionTime", user.deleted);
    writeLink(json, out, customer, user.id);
    writeType(json, "CustomerUser");
    json.endObject();
}

void writeUserMember(JsonWriter& json, const accounts::User& user, const Uuid& role) {
    json.beginObject()
        .member("displayName", std::string_view(user.details.display_name))
        .member("userPrincipalName", std::string_view(user.details.principal_name))
        .member("roleId", role)
        .member("id", user.id.value);
    writeType(json, "UserMember");
    json.endObject();
}

void writeDirectoryRole(JsonWriter& json, const accounts::DirectoryRoleFact& role) {
    json.beginObject().member("name", role.name).member("id", role.id);
    writeType(json, "DirectoryRole");
    json.endObject();
}

accounts::UserDetails readNewUser(const JsonObject& object) {
    (void)object.requireText("userPrincipalName", kPrincipalName);
    (void)object.requireText("displayName", kDisplayName);
    (void)object.requireText("usageLocation", kCountry);
    return readUserChange(object);
}

accounts::UserDetails readUserChange(const JsonObject& object) {
    accounts::UserDetails details;
    details.principal_name = object.text("userPrincipalName", kPrincipalName);
    details.display_name = object.text("displayName", kDisplayName);
    details.first_name = object.text("firstName", kPersonName);
    details.last_name = object.text("lastName", kPersonName);
    details.usage_location = upperCase(object.text("usageLocation", kCountry));
    details.immutable_id = object.text("immutableId", kImmutableId);
    details.phone_number = object.text("phoneNumber", kPhoneNumber);
    // Users are made inactive by deleting them; clients send "active" with everything.
    const auto state = object.word("state");
    if (!state.empty() && !equalsIgnoringCase(state, "active"))
        throw Error(ErrorKind::InvalidRequest, codes::kBadProperty, {object.pathOf("state")});
    return details;
}

PasswordRequest readPassword(const JsonObject& object) {
    PasswordRequest asked;
    const auto profile = object.object("passwordProfile");
    if (!profile) return asked;
    asked.must_change = profile->truth("forceChangePassword").value_or(true);
    const auto password = profile->text("password", kPassword);
    if (password.empty()) return asked;
    if (!isStrong(password))
        throw Error(ErrorKind::InvalidRequest, codes::kBadProperty, {profile->pathOf("password")});
    // What people choose is hashed slowly, also when it is meant for one sign-in only.
    asked.chosen = accounts::UserPassword{{}, identity::hashPassword(password), asked.must_change};
    return asked;
}

}  // namespace concordat::api
