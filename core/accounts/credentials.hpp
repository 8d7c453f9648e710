#pragma once

#include <string>
#include <string_view>

#include "core/accounts/customer.hpp"

namespace concordat::accounts {

/// An administrator with a new one-time password and what is kept of it. The password is in
/// `password` alone.
struct NewAdministrator {
    Administrator administrator;
    std::string password;
};

/// Makes the administrator "admin" of a new customer. @throws Error Internal when no random bits
/// can be had
[[nodiscard]] NewAdministrator makeAdministrator(Instant now);

/// SHA-256 over the salt and the password: what is kept of a one-time password, which has at least
/// 128 random bits.
[[nodiscard]] std::string hashOneTimePassword(std::string_view salt, std::string_view password);

}  // namespace concordat::accounts
