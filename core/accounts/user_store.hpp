#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/accounts/customer_store.hpp"
#include "core/accounts/user.hpp"

namespace concordat::accounts {

/// A range of a customer's users in the order of their ids.
struct UserRange {
    UserState state = UserState::Active;
    /// Of inactive ones: deleted then or later.
    Instant deleted_since{};
    /// Only those with this role.
    std::optional<DirectoryRole> role;
    SeekDirection direction = SeekDirection::Forward;
    /// Just after (Forward) or before (Backward) this one; absent: from the first or the last.
    std::optional<UserId> position;
    std::uint32_t size = 100;  ///< the most to read
    std::uint32_t skip = 0;    ///< users to pass over from there
};

/// Reads users of customers. Implemented by core/store; called concurrently from event threads and
/// workers. Another partner's customer has no users. Every function @throws Error StoreUnavailable
/// when the store does not answer in time.
class UserStore {
public:
    virtual ~UserStore() = default;

    /// The user with that id, active or not; nothing when there is none.
    [[nodiscard]] virtual std::optional<User> find(const PartnerId& partner,
                                                   const CustomerId& customer,
                                                   const UserId& user) = 0;

    /// The users of `range`, nearest to its start first: backward ranges are in reverse.
    [[nodiscard]] virtual std::vector<User> list(const PartnerId& partner,
                                                 const CustomerId& customer,
                                                 const UserRange& range) = 0;

    /// The directory roles that the customer's active granular relationships give the partner at
    /// `now`.
    [[nodiscard]] virtual DirectoryRoles delegatedRoles(const PartnerId& partner,
                                                        const CustomerId& customer,
                                                        Instant now) = 0;
};

}  // namespace concordat::accounts
