#pragma once

#include <map>
#include <string>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/text.hpp"
#include "core/identity/directory_accounts.hpp"

namespace concordat::identity::testing {

/// A directory in memory that tests fill and change.
class MemoryDirectory final : public DirectoryAccounts {
public:
    std::optional<TenantAccount> findTenant(const PartnerId& partner) override {
        if (broken) throw Error(ErrorKind::StoreUnavailable, codes::kStoreUnavailable);
        return find(tenants, partner);
    }
    std::optional<ApplicationAccount> findApplication(const PartnerId& partner,
                                                      const ApplicationId& application) override {
        return find(applications, std::pair(partner, application));
    }
    std::optional<UserAccount> findUser(const PartnerId& partner,
                                        std::string_view user_name) override {
        for (const auto& [key, user] : users)
            if (key.first == partner && equalsIgnoringCase(user.user_name, user_name)) return user;
        return std::nullopt;
    }
    std::optional<UserAccount> findUser(const PartnerId& partner, const UserId& user) override {
        if (users_broken) throw Error(ErrorKind::StoreUnavailable, codes::kStoreUnavailable);
        return find(users, std::pair(partner, user));
    }
    std::optional<SignInAccount> findSignIn(const PartnerId& partner,
                                            std::string_view user_name) override {
        const auto tenant = findTenant(partner);
        auto user = findUser(partner, user_name);
        if (!tenant || !user) return std::nullopt;
        return SignInAccount{partner.value, tenant->may_sign_in, *std::move(user)};
    }

    std::map<PartnerId, TenantAccount> tenants;
    std::map<std::pair<PartnerId, ApplicationId>, ApplicationAccount> applications;
    std::map<std::pair<PartnerId, UserId>, UserAccount> users;
    bool broken = false;
    bool users_broken = false;  ///< by id alone: what a refresh asks for last

private:
    template <typename Key, typename Value>
    static std::optional<Value> find(const std::map<Key, Value>& map, const Key& key) {
        const auto found = map.find(key);
        return found == map.end() ? std::nullopt : std::optional(found->second);
    }
};

}  // namespace concordat::identity::testing
