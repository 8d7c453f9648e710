#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/accounts/user_store.hpp"

namespace concordat::accounts {

/// By what a list of users is sorted. Names are sealed, so that sorting by them opens every user of
/// the customer; the order of creation does not.
enum class UserOrder : std::uint8_t { Creation, DisplayName, PrincipalName };

/// The most users that are sorted by name in one request: some ten milliseconds of opening seals.
inline constexpr std::uint32_t kMostSortedUsers = 10'000;

/// Where a page of users starts.
struct UserPosition {
    std::string key;  ///< the folded name; empty in the order of creation
    UserId id;
};

/// One page to read, all of it checked.
struct UserQuery {
    UserState state = UserState::Active;
    std::optional<DirectoryRole> role;  ///< only those with this role
    UserOrder order = UserOrder::Creation;
    bool descending = false;  ///< of names only
    std::uint32_t size = 100;
    SeekDirection direction = SeekDirection::Forward;
    std::optional<UserPosition> position;  ///< absent: from the first or the last
    std::uint32_t skip = 0;
};

/// One page of users.
struct UserPage {
    std::vector<User> users;
    bool has_next = false;
    bool has_previous = false;
};

/// The key by which `user` is sorted in `order`.
[[nodiscard]] std::string sortKeyOf(const User& user, UserOrder order);

/// The page that `query` asks for of `users`, which are all there are, in any order.
[[nodiscard]] UserPage sortedPageOf(std::vector<User> users, const UserQuery& query);

/// The page of what a store read for `query` in the order of creation, one more than its size where
/// there are as many.
[[nodiscard]] UserPage pageOfRange(std::vector<User> read, const UserQuery& query);

}  // namespace concordat::accounts
