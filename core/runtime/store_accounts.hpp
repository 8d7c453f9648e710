#pragma once

#include <optional>
#include <string_view>

#include "core/identity/directory_accounts.hpp"
#include "core/store/store.hpp"

namespace concordat::runtime {

/// Whom the built-in authority knows: the directories that a cloud's store keeps. Translates
/// between two rooms that do not see each other. Thread-safe; the store is not owned and outlives
/// it.
class StoreAccounts final : public identity::DirectoryAccounts {
public:
    /// Borrows `store`.
    explicit StoreAccounts(store::Store& store) : store_(store) {}

    /// Every enrolled partner has a directory that is open, a suspended one too.
    [[nodiscard]] std::optional<identity::TenantAccount> findTenant(
        const PartnerId& partner) override;
    /// As in the contract.
    [[nodiscard]] std::optional<identity::ApplicationAccount> findApplication(
        const PartnerId& partner, const ApplicationId& application) override;
    /// As in the contract.
    [[nodiscard]] std::optional<identity::UserAccount> findUser(
        const PartnerId& partner, std::string_view user_name) override;
    /// As in the contract.
    [[nodiscard]] std::optional<identity::UserAccount> findUser(const PartnerId& partner,
                                                                const UserId& user) override;
    /// As in the contract. A customer's users have the role of a global administrator or none.
    [[nodiscard]] std::optional<identity::SignInAccount> findSignIn(
        const PartnerId& partner, std::string_view user_name) override;

private:
    store::Store& store_;
};

}  // namespace concordat::runtime
