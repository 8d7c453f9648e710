#pragma once

#include <cstdint>
#include <string>

#include "core/accounts/qualification.hpp"
#include "core/base/ids.hpp"

/// Changes of qualifications and of the codes that allow them.
namespace concordat::changes {

/// One create less of a validation code of the partner. Outcome Exhausted when none is left or the
/// partner has no such code. Comes before the change that it guards.
struct UseValidationCode {
    std::string code;
};

/// A qualification of a customer. Taken when it has one of that kind, Gone when the partner has no
/// such customer.
struct AddQualification {
    CustomerId customer;
    accounts::Qualification qualification;
};

/// An operator's decision. `reviewed` is the qualification as it then is, added when the customer
/// has none of the kind. Stale when another has decided since `seen_decisions`, Gone when the
/// partner has no such customer.
struct ReviewQualification {
    CustomerId customer;
    accounts::Qualification reviewed;
    std::uint32_t seen_decisions = 0;
};

}  // namespace concordat::changes
