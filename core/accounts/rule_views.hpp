#pragma once

#include <concordat/rules/views.hpp>

#include "core/accounts/customer.hpp"
#include "core/partners/partner.hpp"

/// What rules are shown of the domain's values. Views borrow: the values must outlive them.
namespace concordat::accounts {

/// The view of an address.
[[nodiscard]] rules::AddressView viewOf(const Address& address);

/// The view of a billing profile.
[[nodiscard]] rules::BillingProfileView viewOf(const BillingProfile& profile);

/// The view of a draft.
[[nodiscard]] rules::CustomerDraftView viewOf(const CustomerDraft& draft);

/// A partner with the text of its id, which a view can only borrow.
class PartnerForRules {
public:
    explicit PartnerForRules(const partners::Partner& partner);

    [[nodiscard]] rules::PartnerView view() const;

private:
    const partners::Partner& partner_;  // not owned; outlives this
    std::string id_;
};

/// An account with the text of its id, which a view can only borrow.
class AccountForRules {
public:
    explicit AccountForRules(const Customer& customer);

    [[nodiscard]] rules::AccountView view() const;

private:
    const Customer& customer_;  // not owned; outlives this
    std::string id_;
};

}  // namespace concordat::accounts
