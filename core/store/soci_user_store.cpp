#include "core/store/soci_user_store.hpp"

#include "core/store/sealed_values.hpp"

namespace concordat::store {
namespace {

using accounts::User;
using accounts::UserRange;

/// The data key that all rows of find_user and its neighbours carry.
Key keyOf(const Rows& rows, const Vault& vault, const CustomerId& customer) {
    constexpr int kWrappedKey = 7;
    return vault.unwrap(rows.bytes(kWrappedKey), customer.value);
}

/// The columns of the same statements.
User userOf(const Rows& rows, const Vault& vault, const Key& key) {
    const UserId id{rows.uuid(0)};
    auto user =
        decodeUser(vault.open(key, Sealed::CustomerUser, id.value, rows.bytes(5)), rows.text(6));
    user.id = id;
    user.state = static_cast<accounts::UserState>(rows.integer(1));
    user.deleted = rows.instant(2);
    user.version = static_cast<std::uint64_t>(rows.integer(3));
    user.roles = accounts::DirectoryRoles::fromBits(static_cast<std::uint64_t>(rows.integer(4)));
    return user;
}

/// Before or after every user.
UserId edgeOf(accounts::SeekDirection direction) {
    UserId edge;
    if (direction == accounts::SeekDirection::Backward) edge.value.bytes.fill(UINT8_MAX);
    return edge;
}

}  // namespace

std::optional<User> SociUserStore::find(const PartnerId& partner, const CustomerId& customer,
                                        const UserId& user) {
    auto session = sessions_.acquire();
    Cursor rows(session->query(partner, StatementId::FindUser,
                               {{"partner", partner}, {"customer", customer}, {"user", user}}));
    if (!rows->next()) return std::nullopt;
    return userOf(*rows, vault_, keyOf(*rows, vault_, customer));
}

std::vector<User> SociUserStore::list(const PartnerId& partner, const CustomerId& customer,
                                      const UserRange& range) {
    const bool forward = range.direction == accounts::SeekDirection::Forward;
    const auto position = range.position.value_or(edgeOf(range.direction));
    const auto roles = range.role ? accounts::DirectoryRoles(*range.role).bits() : 0;
    auto session = sessions_.acquire();
    Cursor rows(session->query(
        partner, forward ? StatementId::ListUsersForward : StatementId::ListUsersBackward,
        {{"partner", partner},
         {"customer", customer},
         {"user", position},
         {"state", static_cast<std::int64_t>(range.state)},
         {"since", range.deleted_since},
         {"roles", roles},
         {"size", range.size},
         {"skip", range.skip}}));
    std::vector<User> users;
    std::optional<Key> key;
    while (rows->next()) {
        if (!key) key = keyOf(*rows, vault_, customer);
        users.push_back(userOf(*rows, vault_, *key));
    }
    return users;
}

accounts::DirectoryRoles SociUserStore::delegatedRoles(const PartnerId& partner,
                                                       const CustomerId& customer, Instant now) {
    auto session = sessions_.acquire();
    Cursor rows(session->query(partner, StatementId::ListDelegatedRoles,
                               {{"partner", partner}, {"customer", customer}, {"now", now}}));
    std::uint64_t bits = 0;
    while (rows->next()) bits |= static_cast<std::uint64_t>(rows->integer(0));
    return accounts::DirectoryRoles::fromBits(bits);
}

}  // namespace concordat::store
