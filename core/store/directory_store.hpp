#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/accounts/user.hpp"
#include "core/base/ids.hpp"
#include "core/store/change_plan.hpp"
#include "core/store/sessions.hpp"
#include "core/store/vault.hpp"

namespace concordat::store {

/// An application of a partner's directory, as the built-in authority knows it.
struct DirectoryApplication {
    ApplicationId id;
    bool is_public = false;  ///< cannot keep a secret
    /// Raw SHA-256; several while one is replaced, none for a public application.
    std::vector<std::string> secret_hashes;

    bool operator==(const DirectoryApplication&) const = default;
};

/// A person of a partner's directory, as the built-in authority knows it. Kept in clear:
/// development's people are made up.
struct DirectoryUser {
    UserId id;
    /// As it goes into tokens.
    std::string user_name;
    /// Of identity::hashPassword; empty: cannot sign in by password.
    std::string password_hash;
    std::uint8_t roles = 0;  ///< a bit for each role, as identity::Role numbers them

    bool operator==(const DirectoryUser&) const = default;
};

/// An active user of a customer's directory who signs in.
struct CustomerSignIn {
    CustomerId customer;
    accounts::User user;
};

/// Keeps the directories that a built-in authority issues tokens for. Secrets and passwords come
/// hashed. Thread-safe; every function @throws Error StoreUnavailable.
class DirectoryStore {
public:
    /// Borrows all three.
    DirectoryStore(Sessions& sessions, PlanExecutor& executor, const Vault& vault)
        : sessions_(sessions), executor_(executor), vault_(vault) {}

    /// Nothing when the partner's directory has no such application.
    [[nodiscard]] std::optional<DirectoryApplication> findApplication(
        const PartnerId& partner, const ApplicationId& application);

    /// A user by name, folded: without regard to case and accents.
    [[nodiscard]] std::optional<DirectoryUser> findUser(const PartnerId& partner,
                                                        std::string_view user_name);

    /// A user by id.
    [[nodiscard]] std::optional<DirectoryUser> findUser(const PartnerId& partner,
                                                        const UserId& user);

    /// A user of one of the partner's own customers, by its principal name; also of a customer
    /// whose relationship with the partner has ended, who may come back.
    [[nodiscard]] std::optional<CustomerSignIn> findCustomerUser(const PartnerId& partner,
                                                                 std::string_view principal_name);

    /// The same of whichever partner's customer: for one that answers the link of another partner.
    [[nodiscard]] std::optional<CustomerSignIn> findAnyCustomerUser(
        std::string_view principal_name);

    /// Adds an application or replaces the one with its id. The partner must exist.
    void put(const PartnerId& partner, const DirectoryApplication& application);

    /// Adds a user or replaces the one with its id. False when the name is another user's. The
    /// partner must exist.
    [[nodiscard]] bool put(const PartnerId& partner, const DirectoryUser& user);

private:
    Sessions& sessions_;      // not owned; outlives the store
    PlanExecutor& executor_;  // likewise
    const Vault& vault_;      // likewise
};

}  // namespace concordat::store
