#pragma once

#include <optional>

#include <concordat/rules/views.hpp>

#include "core/accounts/customer.hpp"
#include "core/accounts/qualification.hpp"
#include "core/partners/partner.hpp"

/// What rules are shown of the domain's values. Views borrow: the values must outlive them, so
/// never make one of a temporary. What rules need not know (middle name, commerce id) is not in
/// them.
namespace concordat::accounts {

/// The view of an address, without the middle name.
[[nodiscard]] rules::AddressView viewOf(const Address& address);

/// The view of a billing profile.
[[nodiscard]] rules::BillingProfileView viewOf(const BillingProfile& profile);

/// The view of a draft.
[[nodiscard]] rules::CustomerDraftView viewOf(const CustomerDraft& draft);

/// A partner with the text of its id, which a view can only borrow. Keep it on the stack for as
/// long as its view is used.
class PartnerForRules {
public:
    /// Borrows `partner`.
    explicit PartnerForRules(const partners::Partner& partner);

    /// Valid as long as this object and the partner.
    [[nodiscard]] rules::PartnerView view() const;

private:
    const partners::Partner& partner_;  // not owned; outlives this
    std::string id_;
};

/// An account with the text of its id, which a view can only borrow. Keep it on the stack for as
/// long as its view is used.
class AccountForRules {
public:
    /// Borrows `customer`. `claim` is the review of its claim to be a public body; absent: none.
    explicit AccountForRules(const Customer& customer,
                             const std::optional<Qualification>& claim = std::nullopt);

    /// Valid as long as this object and the customer.
    [[nodiscard]] rules::AccountView view() const;

private:
    const Customer& customer_;  // not owned; outlives this
    std::string id_;
    rules::Eligibility eligibility_ = rules::Eligibility::NotAsked;
    Instant decided_{};
};

}  // namespace concordat::accounts
