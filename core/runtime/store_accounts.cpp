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

}  // namespace concordat::runtime
