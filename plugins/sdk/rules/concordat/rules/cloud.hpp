#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <concordat/rules/decision.hpp>
#include <concordat/rules/facts.hpp>
#include <concordat/rules/views.hpp>

namespace concordat::rules {

/// How sure a validated address is; the names are those of the partner API.
enum class AddressStatus : std::uint8_t {
    VerifiedShippable,  ///< every part was checked against a rule and is in order
    Verified,  ///< what can be checked here is in order; the postal code has no rule in this
               ///< country
    InteractionRequired,  ///< in order after the one suggested change
    NotValidated          ///< something is wrong; `problem` says which rule
};

/// An address that would be accepted.
struct SuggestedAddress {
    std::string country;
    std::string city;
    std::string state;
    std::string address_line1;
    std::string address_line2;
    std::string postal_code;
};

/// What is known of an address.
struct AddressVerdict {
    AddressStatus status = AddressStatus::NotValidated;
    Decision problem;  ///< the first rule that the address breaks; allowed when none
    std::vector<SuggestedAddress>
        suggestions;  ///< one for the first three statuses, none for NotValidated
};

/// One cloud: its facts and its rules. Written by plugin authors against the standard library
/// alone; the host shows the same interface to the core, with a guard around every call.
///
/// Created once at start, before any request, and destroyed after the last one has finished. Every
/// function is called concurrently from request threads and is pure: no I/O, no clock but `now`,
/// the same answer for the same input, within a budget of 1 ms. Throwing counts as a refusal by the
/// rule PLUGIN-FAULT: the host fails closed.
class Cloud {
public:
    virtual ~Cloud() = default;

    /// What the cloud is. The same object for the whole life of the cloud.
    [[nodiscard]] virtual const CloudFacts& facts() const = 0;

    /// Decides whether an operator may bring `partner` into this cloud. Called by `concordat
    /// partner add`.
    virtual Decision mayEnrol(const PartnerView& partner) const = 0;

    /// Decides whether `draft` may become a customer of `partner`.
    virtual Decision mayAddCustomer(const PartnerView& partner, const CustomerDraftView& draft,
                                    Instant now) const = 0;

    /// Decides whether `partner` may replace the billing profile of `account` by `profile`.
    virtual Decision mayChangeBilling(const PartnerView& partner, const AccountView& account,
                                      const BillingProfileView& profile, Instant now) const = 0;

    /// Decides whether `partner` may end its relationship with `account`. Not asked where the
    /// operation is not offered.
    virtual Decision mayRemoveRelationship(const PartnerView& partner, const AccountView& account,
                                           Instant now) const = 0;

    /// Says what is known of `address`; answers for partners that check before they create.
    [[nodiscard]] virtual AddressVerdict validateAddress(const AddressView& address) const = 0;

    /// Decides whether records of this cloud may be written to `sink`. Called at start and when
    /// settings are reloaded.
    virtual Decision mayUse(const SinkView& sink) const = 0;
};

}  // namespace concordat::rules
