#include "core/accounts/credentials.hpp"

#include "core/accounts/principal_name.hpp"
#include "core/base/random.hpp"
#include "core/base/sha256.hpp"

namespace concordat::accounts {
namespace {

constexpr std::size_t kSaltSize = 16;
// So many that guessing is hopeless even with the hash in hand.
constexpr unsigned kPasswordBits = 128;

}  // namespace

NewAdministrator makeAdministrator(Instant now) {
    auto password = makePassword();
    NewAdministrator made;
    made.password = std::move(password.password);
    auto& administrator = made.administrator;
    administrator.id = UserId{makeUuid(now)};
    // The partner API's name for it; unique in a directory that has just been made.
    administrator.user_name = kAdministratorName;
    administrator.password_salt = std::move(password.kept.salt);
    administrator.password_hash = std::move(password.kept.hash);
    return made;
}

NewPassword makePassword() {
    NewPassword made;
    made.password = makeOneTimePassword(kPasswordBits);
    made.kept.salt.resize(kSaltSize);
    fillRandom({reinterpret_cast<std::uint8_t*>(made.kept.salt.data()), kSaltSize});
    made.kept.hash = hashOneTimePassword(made.kept.salt, made.password);
    return made;
}

std::string hashOneTimePassword(std::string_view salt, std::string_view password) {
    return sha256({salt, password});
}

}  // namespace concordat::accounts
