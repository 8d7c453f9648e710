#include "core/identity/directory_accounts.hpp"

#include "core/identity/secrets.hpp"

namespace concordat::identity {

bool mayEnter(const UserAccount* user, std::string_view password) {
    const bool one_time = user != nullptr && !user->one_time_salt.empty();
    // The slow way is always gone, against nothing where there is no such hash.
    const bool chosen = passwordMatches(
        user == nullptr || one_time ? std::string_view() : user->password_hash, password);
    if (!one_time) return chosen;
    return oneTimePasswordMatches(user->one_time_salt, user->password_hash, password);
}

}  // namespace concordat::identity
