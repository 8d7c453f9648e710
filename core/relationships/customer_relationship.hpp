#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/base/ids.hpp"
#include "core/base/time.hpp"

namespace concordat::relationships {

/// How far the relationship of a partner with an existing customer has come. A request stands for
/// one whose customer is not known yet; an active one is a row of the partner's customer list.
/// Drawn in docs/relationships.md.
enum class CustomerRelationshipState : std::uint8_t { Requested, Active, Declined, Ended };

/// What may happen to it.
enum class CustomerRelationshipEvent : std::uint8_t {
    Accept,   ///< the customer's administrator agrees
    Decline,  ///< or does not
    Expire,   ///< nobody has answered in time
    Remove    ///< the partner ends it
};

/// The state that an event leads to; nothing when the event may not happen in `state`.
[[nodiscard]] constexpr std::optional<CustomerRelationshipState> next(
    CustomerRelationshipState state, CustomerRelationshipEvent event) noexcept {
    using enum CustomerRelationshipState;
    const bool requested = state == Requested;
    switch (event) {
        case CustomerRelationshipEvent::Accept:
            return requested ? std::optional(Active) : std::nullopt;
        case CustomerRelationshipEvent::Decline:
            return requested ? std::optional(Declined) : std::nullopt;
        case CustomerRelationshipEvent::Expire:
            return requested ? std::optional(Ended) : std::nullopt;
        case CustomerRelationshipEvent::Remove:
            return state == Active ? std::optional(Ended) : std::nullopt;
    }
    return std::nullopt;
}

/// Whether the partner may administer a customer with which it has an active relationship:
/// `allowDelegatedAccess`.
enum class DelegatedAdministration : std::uint8_t { Granted, Withdrawn, Expired };

/// What may happen to it. It ends with the relationship.
enum class DelegationEvent : std::uint8_t {
    Grant,     ///< the customer accepts a request
    Withdraw,  ///< the customer takes it back; the relationship stays
    Expire     ///< its time is over; likewise
};

/// As above.
[[nodiscard]] constexpr std::optional<DelegatedAdministration> next(
    DelegatedAdministration state, DelegationEvent event) noexcept {
    using enum DelegatedAdministration;
    const bool granted = state == Granted;
    switch (event) {
        case DelegationEvent::Grant:
            return granted ? std::nullopt : std::optional(Granted);
        case DelegationEvent::Withdraw:
            return granted ? std::optional(Withdrawn) : std::nullopt;
        case DelegationEvent::Expire:
            return granted ? std::optional(Expired) : std::nullopt;
    }
    return std::nullopt;
}

/// A customer whose relationship with the partner has ended: what its row of the list was.
struct EndedCustomer {
    std::string company_name;
    std::string domain;

    bool operator==(const EndedCustomer&) const = default;
};

/// A customer whose delegated administration is over by now.
struct ExpiredDelegation {
    PartnerId partner;
    CustomerId customer;
    std::string company_name;
    std::string domain;

    bool operator==(const ExpiredDelegation&) const = default;
};

}  // namespace concordat::relationships
