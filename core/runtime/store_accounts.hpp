#pragma once

#include <optional>
#include <string_view>

#include "core/identity/directory_accounts.hpp"
#include "core/store/store.hpp"

namespace concordat::runtime {

/// Whom the built-in authority knows: the directories that a cloud's store keeps. Thread-safe; the
/// store is not owned and outlives it.
class StoreAccounts final : public identity::DirectoryAccounts {
public:
    explicit StoreAccounts(store::Store& store) : store_(store) {}

    [[nodiscard]] std::optional<identity::TenantAccount> findTenant(
        const PartnerId& partner) override;
    [[nodiscard]] std::optional<identity::ApplicationAccount> findApplication(
        const PartnerId& partner, const ApplicationId& application) override;
    [[nodiscard]] std::optional<identity::UserAccount> findUser(
        const PartnerId& partner, std::string_view user_name) override;
    [[nodiscard]] std::optional<identity::UserAccount> findUser(const PartnerId& partner,
                                                                const UserId& user) override;

private:
    store::Store& store_;
};

}  // namespace concordat::runtime
