#pragma once

#include <cstdint>

#include "core/accounts/application_consent.hpp"

/// Changes of what partners have consented to for customers. All of it ends with the relationship.
namespace concordat::changes {

/// Taken when the partner has consented for that application, Exhausted when it has for `most`.
/// Comes after the HoldRelationship of its customer, which keeps others from adding at the same
/// time.
struct AddApplicationConsent {
    CustomerId customer;
    accounts::ApplicationConsent consent;
    std::uint32_t most = 0;
};

/// Gone when there is none.
struct DeleteApplicationConsent {
    CustomerId customer;
    ApplicationId application;
};

}  // namespace concordat::changes
