#include "core/accounts/rule_views.hpp"

namespace concordat::accounts {
namespace {

rules::Eligibility eligibilityOf(Vetting vetting) {
    switch (vetting) {
        case Vetting::Approved:
            return rules::Eligibility::Approved;
        case Vetting::Denied:
            return rules::Eligibility::Denied;
        case Vetting::InReview:
            break;
    }
    return rules::Eligibility::InReview;
}

}  // namespace

rules::AddressView viewOf(const Address& address) {
    return {.country = address.country,
            .region = address.region,
            .city = address.city,
            .state = address.state,
            .address_line1 = address.address_line1,
            .address_line2 = address.address_line2,
            .postal_code = address.postal_code,
            .first_name = address.first_name,
            .last_name = address.last_name,
            .phone_number = address.phone_number};
}

rules::BillingProfileView viewOf(const BillingProfile& profile) {
    return {.first_name = profile.first_name,
            .last_name = profile.last_name,
            .email = profile.email,
            .culture = profile.culture,
            .language = profile.language,
            .company_name = profile.company_name,
            .default_address = viewOf(profile.default_address)};
}

rules::CustomerDraftView viewOf(const CustomerDraft& draft) {
    return {.domain = draft.domain,
            .company_name = draft.company_name,
            .registration_number = draft.registration_number,
            .public_body = draft.public_body,
            .billing = viewOf(draft.billing)};
}

PartnerForRules::PartnerForRules(const partners::Partner& partner)
    : partner_(partner), id_(partner.id.value.toString()) {}

rules::PartnerView PartnerForRules::view() const {
    return {
        .id = id_, .country = partner_.country, .kind = partner_.kind, .sandbox = partner_.sandbox};
}

AccountForRules::AccountForRules(const Customer& customer,
                                 const std::optional<Qualification>& claim)
    : customer_(customer), id_(customer.id.value.toString()) {
    if (!claim) return;
    eligibility_ = eligibilityOf(claim->vetting);
    decided_ = claim->decided;
}

rules::AccountView AccountForRules::view() const {
    return {.customer_id = id_,
            .country = customer_.billing.default_address.country,
            .registration_number = customer_.registration_number,
            .public_body = customer_.public_body,
            .eligibility = eligibility_,
            .eligibility_decided = decided_};
}

}  // namespace concordat::accounts
