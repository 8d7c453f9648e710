#include "core/runtime/store_accounts.hpp"

namespace concordat::runtime {
namespace {

std::optional<identity::UserAccount> accountOf(std::optional<store::DirectoryUser> user) {
    if (!user) return std::nullopt;
    return identity::UserAccount{.id = user->id,
                                 .user_name = std::move(user->user_name),
                                 .password_hash = std::move(user->password_hash),
                                 // Bits of a later version fall away: a role that this one does not
                                 // know gives no rights.
                                 .roles = identity::Roles::fromBits(user->roles)};
}

/// A customer's administrator is one in its directory as a partner's is in the partner's.
identity::SignInAccount signInOf(store::CustomerSignIn found) {
    auto& user = found.user;
    identity::SignInAccount account;
    account.directory = found.customer.value;
    account.user.id = user.id;
    account.user.user_name = std::move(user.details.principal_name);
    account.user.password_hash = std::move(user.password.hash);
    account.user.one_time_salt = std::move(user.password.salt);
    if (user.roles.has(accounts::DirectoryRole::CompanyAdministrator))
        account.user.roles = identity::Role::GlobalAdmin;
    return account;
}

}  // namespace

std::optional<identity::TenantAccount> StoreAccounts::findTenant(const PartnerId& partner) {
    const auto found = store_.partners().find(partner);
    // A suspended partner signs in as before: what it may do is decided request by request.
    if (!found) return std::nullopt;
    return identity::TenantAccount{};
}

std::optional<identity::ApplicationAccount> StoreAccounts::findApplication(
    const PartnerId& partner, const ApplicationId& application) {
    auto found = store_.directory().findApplication(partner, application);
    if (!found) return std::nullopt;
    return identity::ApplicationAccount{.secret_hashes = std::move(found->secret_hashes),
                                        .is_public = found->is_public};
}

std::optional<identity::UserAccount> StoreAccounts::findUser(const PartnerId& partner,
                                                             std::string_view user_name) {
    return accountOf(store_.directory().findUser(partner, user_name));
}

std::optional<identity::UserAccount> StoreAccounts::findUser(const PartnerId& partner,
                                                             const UserId& user) {
    return accountOf(store_.directory().findUser(partner, user));
}

std::optional<identity::SignInAccount> StoreAccounts::findSignIn(const PartnerId& partner,
                                                                 std::string_view user_name) {
    if (auto user = findUser(partner, user_name))
        return identity::SignInAccount{partner.value, true, *std::move(user)};
    auto& directory = store_.directory();
    auto found = directory.findCustomerUser(partner, user_name);
    // Another partner's customer may be asked by a link of this one.
    if (!found) found = directory.findAnyCustomerUser(user_name);
    if (!found) return std::nullopt;
    return signInOf(*std::move(found));
}

}  // namespace concordat::runtime
