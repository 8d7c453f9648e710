#pragma once

#include <cstdint>

#include "core/accounts/user.hpp"
#include "core/base/ids.hpp"

/// Changes of customers' users. Gone in all of them when the partner has no such customer or the
/// customer no such user.
namespace concordat::changes {

/// A new user. Taken when an active user of the customer has its principal name.
struct AddUser {
    CustomerId customer;
    accounts::User user;
};

/// Other details of an active user, or another password. Stale unless it has `expected_version`,
/// also when it has been deleted; the new version is one more. Taken as above.
struct ReplaceUser {
    CustomerId customer;
    accounts::User user;
    std::uint64_t expected_version = 0;
    /// Whether the principal name is another one.
    bool renamed = false;
};

/// Guards that a user is active and of `expected_version`, which becomes one more: whoever changes
/// it at the same time is Stale. For changes of what is kept beside it.
struct HoldUser {
    CustomerId customer;
    UserId user;
    std::uint64_t expected_version = 0;
};

/// An active user becomes inactive, at the time of the entry. Its principal name and its licences
/// are free; which ones it had is kept until it is restored or erased.
struct DeleteUser {
    CustomerId customer;
    UserId user;
};

/// An inactive user that was deleted at `deleted_since` or later becomes active. Taken when another
/// one has its principal name by now.
struct RestoreUser {
    CustomerId customer;
    UserId user;
    Instant deleted_since{};
};

/// An active user gets or loses a directory role; twice is as good as once.
struct SetUserRole {
    CustomerId customer;
    UserId user;
    accounts::DirectoryRole role = accounts::DirectoryRole::CompanyAdministrator;
    bool member = true;  ///< false: loses it
};

}  // namespace concordat::changes
