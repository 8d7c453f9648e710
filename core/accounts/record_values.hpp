#pragma once

#include <string>

#include "core/accounts/customer.hpp"

/// The texts that the record keeps of customers: JSON with names in PascalCase, as
/// `resourceNewValue` of the partner API. They hold personal data, which the store seals. What is
/// empty is left out. Auditors compare texts of different years: members are added, never renamed.
namespace concordat::accounts {

/// A customer without its administrator's credentials.
[[nodiscard]] std::string recordValueOf(const Customer& customer);

/// A billing profile.
[[nodiscard]] std::string recordValueOf(const BillingProfile& profile);

}  // namespace concordat::accounts
