#pragma once

#include "core/accounts/agreement.hpp"

/// Changes of what customers have agreed to.
namespace concordat::changes {

/// A confirmed agreement. Taken when the partner has confirmed it before, Gone when it has no such
/// customer.
struct AddAgreement {
    CustomerId customer;
    accounts::Agreement agreement;
};

}  // namespace concordat::changes
