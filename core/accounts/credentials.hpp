#pragma once

#include <string>
#include <string_view>

#include "core/accounts/customer.hpp"
#include "core/accounts/user.hpp"

namespace concordat::accounts {

/// An administrator with a new one-time password and what is kept of it. The password is in
/// `password` alone and goes into the reply of the create; where the caller sent an MS-RequestId,
/// that reply is kept for 24 hours, sealed.
struct NewAdministrator {
    Administrator administrator;
    std::string password;
};

/// Makes the administrator "admin" of a new customer. @throws Error Internal when no random bits
/// can be had
[[nodiscard]] NewAdministrator makeAdministrator(Instant now);

/// A new one-time password, in `password` alone, and what is kept of it.
struct NewPassword {
    UserPassword kept;
    std::string password;
};

/// Makes a one-time password for a user. @throws Error Internal when no random bits can be had
[[nodiscard]] NewPassword makePassword();

/// SHA-256 over the salt and the password, 32 raw bytes: what is kept of a one-time password, which
/// has at least 128 random bits. Not for passwords that people choose: see identity::hashPassword.
[[nodiscard]] std::string hashOneTimePassword(std::string_view salt, std::string_view password);

}  // namespace concordat::accounts
