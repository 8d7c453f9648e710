#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "core/accounts/directory_role.hpp"
#include "core/base/ids.hpp"
#include "core/base/time.hpp"

namespace concordat::accounts {

/// Whether a user is in the directory or was deleted from it. Stored by number: never renumber.
enum class UserState : std::uint8_t { Active = 1, Inactive = 2 };

/// For so long a deleted user can be restored; after that nothing is kept of it.
inline constexpr std::chrono::days kRestorableFor{30};

/// What is kept of a password, which never is the password itself.
struct UserPassword {
    /// 16 random bytes for a one-time password; empty for one that a person chose, whose hash names
    /// its own salt.
    std::string salt;
    /// See hashOneTimePassword for the one, identity::hashPassword for the other.
    std::string hash;
    /// Whether the user must choose another one at the next sign-in.
    bool must_change = true;

    bool operator==(const UserPassword&) const = default;
};

/// What a partner says of a user. Personal data: sealed at rest, never logged. In a change, what is
/// empty stays as it was.
struct UserDetails {
    /// Such as "ana@adatum.example", unique among the customer's active users without
    /// regard to case.
    std::string principal_name;
    std::string display_name;
    std::string first_name;
    std::string last_name;
    /// ISO 3166-1, two letters, upper case: where the user works, which decides what services it
    /// may have. Empty for an administrator that nobody has told it of.
    std::string usage_location;
    /// Of users whose domain is federated with another directory.
    std::string immutable_id;
    std::string phone_number;

    bool operator==(const UserDetails&) const = default;
};

/// A user of a customer's directory: resource CustomerUser.
struct User {
    /// Version 7, so that users are listed in the order in which they were made.
    UserId id;
    UserDetails details;
    UserPassword password;
    DirectoryRoles roles;
    UserState state = UserState::Active;
    /// When it was deleted; meaningless while it is active.
    Instant deleted{};
    /// One more with each change: two changes at once cannot both succeed.
    std::uint64_t version = 1;

    bool operator==(const User&) const = default;
};

}  // namespace concordat::accounts
