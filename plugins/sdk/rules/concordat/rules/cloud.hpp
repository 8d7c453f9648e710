#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <concordat/rules/decision.hpp>
#include <concordat/rules/facts.hpp>
#include <concordat/rules/views.hpp>

namespace concordat::rules {

/// How sure a validated address is; the names are those of the partner API, which partners read as
/// `status`. The numbers cross the border: never renumber them.
enum class AddressStatus : std::uint8_t {
    /// Every part was checked against a rule and is in order.
    VerifiedShippable,
    /// What can be checked here is in order; the postal code has no rule in this country.
    Verified,
    /// In order after the one suggested change.
    InteractionRequired,
    /// Something is wrong; `problem` says which rule.
    NotValidated
};

/// An address that would be accepted. The members are spelt as the caller should send them; empty
/// is "leave out". Without the person: names and telephone number are never suggested.
struct SuggestedAddress {
    /// ISO 3166-1, two letters, upper case.
    std::string country;
    /// As given, or as it should be spelt; so the rest.
    std::string city;
    std::string state;
    std::string address_line1;
    std::string address_line2;
    std::string postal_code;
};

/// What is known of an address: a status, and either the rule that it breaks or how it should be
/// written.
struct AddressVerdict {
    AddressStatus status = AddressStatus::NotValidated;
    /// The first rule that the address breaks; allowed when it breaks none. A partner reads the
    /// text of that rule as `validationMessage`.
    Decision problem;
    /// One for the first three statuses, none for NotValidated. For Verified and VerifiedShippable
    /// it is the address as it was given, without blanks at the ends. The host keeps at most three.
    std::vector<SuggestedAddress> suggestions;
};

/// The stack that a call to a rule has, in bytes: rules may run in fibers, whose stacks are small
/// and do not grow. Keep buffers on the heap and loops instead of deep recursion; a rule that needs
/// more ends the process. `concordat plugin check` runs rules on stacks of just this size.
inline constexpr std::size_t kRuleStackBytes = std::size_t{512} * 1024;

/// One cloud: its facts and its rules. Written by plugin authors against the standard library
/// alone, most easily by deriving from basic::BasicCloud; the host shows the same interface to the
/// core, with a guard around every call.
///
/// Created once at start, before any request, and destroyed after the last one has finished. Every
/// function is called concurrently from request threads and is pure: no I/O, no clock but `now`, no
/// locks that another call may hold for long, the same answer for the same input. Its state is
/// settled in the constructor. So a rule reads no table either, not even the cloud's own
/// (OwnTables): it is asked before any write and outside any transaction, and what it read would
/// be of another moment than what is then written.
///
/// Budget: 1 ms a call, and kRuleStackBytes of stack. Rules run on the thread of the request,
/// before anything is written and outside any transaction, so a slow rule slows every request of
/// its kind. Exceeding 1 ms is not punished; a call that has not returned after a second is taken
/// to have stopped for good, and the cloud then refuses everything until its process is restarted.
///
/// Throwing counts as a refusal by the rule PLUGIN-FAULT: the host fails closed, logs the
/// exception's text and goes on. So does refusing by a rule id that facts() does not list.
///
/// What a partner reads of a refusal:
///
///     kind Invalid    400  the fact's code (990407 without one), the text in the caller's
///     kind Denied     403  language, and as data the rule's id and the member
///     kind Conflict   409
///     PLUGIN-FAULT    403  990407 and a general text
class Cloud {
public:
    virtual ~Cloud() = default;

    /// What the cloud is. The same object for the whole life of the cloud. The host reads it once,
    /// after the constructor, and works with its copy.
    [[nodiscard]] virtual const CloudFacts& facts() const = 0;

    /// Decides whether an operator may bring `partner` into this cloud. Called by `concordat
    /// partner add` and by the seed of a development cloud, and again when a partner gives another
    /// primary contact, with that one. `partner.country` is as the operator wrote it, in any case.
    virtual Decision mayEnrol(const PartnerView& partner) const = 0;

    /// Decides whether `draft` may become a customer of `partner`. Suspended partners have been
    /// refused before. Whether the domain is free and a sandbox has room is decided by the store
    /// afterwards. `now` is when the request was received: compare dates with it and nothing else.
    virtual Decision mayAddCustomer(const PartnerView& partner, const CustomerDraftView& draft,
                                    Instant now) const = 0;

    /// Decides whether `partner` may replace the billing profile of `account` by `profile`.
    /// `account` is as it is before the change. The whole profile is new, not only what differs:
    /// whatever is empty in `profile` will be empty.
    virtual Decision mayChangeBilling(const PartnerView& partner, const AccountView& account,
                                      const BillingProfileView& profile, Instant now) const = 0;

    /// Decides whether `partner` may end its relationship with `account`; the customer itself
    /// stays. Not asked where the operation is not offered, so the usual answer is to allow.
    virtual Decision mayRemoveRelationship(const PartnerView& partner, const AccountView& account,
                                           Instant now) const = 0;

    /// Says what is known of `address`; answers for partners that check before they create. Knows
    /// no partner, so it says nothing of territories. An address that it calls verified must not be
    /// refused for its form by the rules above: partners rely on it.
    [[nodiscard]] virtual AddressVerdict validateAddress(const AddressView& address) const = 0;

    /// Decides whether records of this cloud may be written to `sink`. Called before a store, an
    /// access log, a backup or a token issuer is opened, at start and by operators' commands;
    /// refusing ends that start or command, so that a refused place is never touched.
    virtual Decision mayUse(const SinkView& sink) const = 0;
};

}  // namespace concordat::rules
