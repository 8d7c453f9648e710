#include "core/accounts/credentials.hpp"

#include "core/base/random.hpp"
#include "core/base/sha256.hpp"

namespace concordat::accounts {
namespace {

constexpr std::size_t kSaltSize = 16;
// So many that guessing is hopeless even with the hash in hand.
constexpr unsigned kPasswordBits = 128;

}  // namespace

NewAdministrator makeAdministrator(Instant now) {
    NewAdministrator made;
    made.password = makeOneTimePassword(kPasswordBits);
    auto& administrator = made.administrator;
    administrator.id = UserId{makeUuid(now)};
    // The partner API's name for it; unique in a directory that has just been made.
    administrator.user_name = "admin";
    administrator.password_salt.resize(kSaltSize);
    fillRandom({reinterpret_cast<std::uint8_t*>(administrator.password_salt.data()), kSaltSize});
    administrator.password_hash = hashOneTimePassword(administrator.password_salt, made.password);
    return made;
}

std::string hashOneTimePassword(std::string_view salt, std::string_view password) {
    return sha256({salt, password});
}

}  // namespace concordat::accounts
