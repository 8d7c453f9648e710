#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/ids.hpp"
#include "core/identity/principal.hpp"

namespace concordat::identity {

/// A directory that the built-in authority issues tokens for. That there is one says that the
/// partner is enrolled; a suspended one signs in as before.
struct TenantAccount {
    bool may_sign_in = true;  ///< false: the directory is closed, no grant succeeds
};

/// An application that may ask for tokens.
struct ApplicationAccount {
    std::vector<std::string> secret_hashes;  ///< of `hashSecret`; several while one is replaced
    bool is_public = false;  ///< cannot keep a secret: may use the password grant without one
};

/// A person of the directory. Personal data.
struct UserAccount {
    UserId id;
    std::string user_name;      ///< as written in tokens
    std::string password_hash;  ///< of `hashPassword`; empty: cannot sign in by password
    /// As they go into tokens; a change is seen at the next sign-in or refresh.
    Roles roles;
    /// Not empty: the password is one for one use, `password_hash` the SHA-256 over this salt and
    /// it.
    std::string one_time_salt{};
};

/// Somebody who may sign in at a page, with the directory that it is one of.
struct SignInAccount {
    Uuid directory;  ///< a partner's id, or a customer's
    bool may_sign_in = true;
    UserAccount user;
};

/// Whether the password is that user's. Takes as long for nobody (null) and for a password of one
/// use as for one that a person chose.
[[nodiscard]] bool mayEnter(const UserAccount* user, std::string_view password);

/// Whom the built-in authority knows. Implemented over the cloud's store (runtime::StoreAccounts)
/// and by tests; called concurrently from store workers, may block as a store does and throw Error
/// StoreUnavailable. Nothing found is an answer, not an error. Outlives the authority.
class DirectoryAccounts {
public:
    virtual ~DirectoryAccounts() = default;

    /// The directory of a partner; nothing when the tenant is no partner of this cloud.
    [[nodiscard]] virtual std::optional<TenantAccount> findTenant(const PartnerId& partner) = 0;

    /// An application of the partner's directory.
    [[nodiscard]] virtual std::optional<ApplicationAccount> findApplication(
        const PartnerId& partner, const ApplicationId& application) = 0;

    /// A user by the name that was typed, compared without regard to case and accents.
    [[nodiscard]] virtual std::optional<UserAccount> findUser(const PartnerId& partner,
                                                              std::string_view user_name) = 0;

    /// A user by id, asked at each refresh so that changed roles and removed users take effect.
    [[nodiscard]] virtual std::optional<UserAccount> findUser(const PartnerId& partner,
                                                              const UserId& user) = 0;

    /// Who signs in at a page by a name such as "admin@contoso.example": a user of the partner's
    /// directory, or of that of one of its own customers.
    [[nodiscard]] virtual std::optional<SignInAccount> findSignIn(const PartnerId& partner,
                                                                  std::string_view user_name) = 0;
};

}  // namespace concordat::identity
