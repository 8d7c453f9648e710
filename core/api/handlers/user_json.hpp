#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/accounts/user_service.hpp"
#include "core/api/json_reader.hpp"
#include "core/base/json_writer.hpp"

namespace concordat::api {

/// What a reply tells of a password that was just set.
struct PasswordShown {
    bool must_change = true;
    std::string_view one_time;  ///< empty: the caller chose it and knows it
};

/// Writes the resource CustomerUser. `password` is null but where one was just set: a client that
/// sends back what it has read must not reset a password by it.
void writeUser(std::string& out, const CustomerId& customer, const accounts::User& user,
               const PasswordShown* password);

/// Writes the resource UserMember.
void writeUserMember(JsonWriter& json, const accounts::User& user, const Uuid& role);

/// Writes the resource DirectoryRole.
void writeDirectoryRole(JsonWriter& json, const accounts::DirectoryRoleFact& role);

/// Reads the body of a create: what must be given is. @throws Error InvalidRequest naming the
/// member
[[nodiscard]] accounts::UserDetails readNewUser(const JsonObject& object);

/// Reads the body of an update: what is not given is empty. @throws Error InvalidRequest naming the
/// member
[[nodiscard]] accounts::UserDetails readUserChange(const JsonObject& object);

/// What a caller says of a password.
struct PasswordRequest {
    std::optional<accounts::UserPassword> chosen;  ///< absent: one is to be made
    bool must_change = true;
};

/// Reads the member `passwordProfile`, absent or not, and derives what is kept of a password in it:
/// takes a quarter of a second. A password has 8 to 256 characters, of three of the four kinds
/// upper-case letters, lower-case letters, digits and others. @throws Error InvalidRequest naming
/// the member
[[nodiscard]] PasswordRequest readPassword(const JsonObject& object);

}  // namespace concordat::api
