#pragma once

#include <string>

#include "core/accounts/user.hpp"

namespace concordat::accounts {

/// What the record keeps of a user, in the form of record_values.hpp: nothing of its password.
[[nodiscard]] std::string recordValueOf(const User& user);

}  // namespace concordat::accounts
