#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <concordat/rules/views.hpp>

#include "core/accounts/customer.hpp"
#include "core/base/ids.hpp"

namespace concordat::partners {

using accounts::Address;
using rules::PartnerKind;

/// Whether a partner may work. A suspended one manages existing customers but adds none. Set by
/// operators alone; takes effect within PartnerDirectory::kFreshFor. Stored by number: never
/// renumber.
enum class PartnerState : std::uint8_t { Active, Suspended };

/// A partner account as operators enrol it. Business identifiers only, in clear in the store.
struct Partner {
    PartnerId id;  ///< its tenant id
    /// By which operators and other partners call it.
    std::string name;
    /// ISO code of two letters, in the operator's case; decides the sales territory.
    std::string country;
    PartnerKind kind = PartnerKind::DirectReseller;
    PartnerState state = PartnerState::Active;
    /// An integration sandbox: its customers may be deleted and are limited in number.
    bool sandbox = false;
    /// Partner network id, unique in the cloud; empty: none.
    std::string mpn_id;
    std::vector<ApplicationId>
        applications;  ///< that may ask for tokens; empty: any of the tenant's

    bool operator==(const Partner&) const = default;
};

/// A person to write to. Personal data.
struct Contact {
    std::string first_name;
    std::string last_name;
    std::string email;
    std::string phone_number;

    bool operator==(const Contact&) const = default;
};

/// Resource BillingProfile of the partner's own account: how the partner is billed. Not to be
/// mistaken for accounts::BillingProfile, that of a customer.
struct BillingProfile {
    std::string company_name;
    Address address;
    Contact primary_contact;
    /// Printed on invoices; free text.
    std::string purchase_order_number;
    /// Not checked against a country's form.
    std::string tax_id;
    /// ISO 4217. Set at enrolment; the partner cannot change it.
    std::string billing_currency;
    /// Day of the month. Told to the partner, who cannot change it.
    std::uint32_t billing_day = 1;

    bool operator==(const BillingProfile&) const = default;
};

/// How far the vetting of a partner has come: `vettingStatus`. Told, and decided elsewhere.
enum class VettingStatus : std::uint8_t { None, Pending, Authorized, Rejected };

/// Resource LegalBusinessProfile: who the partner is before the law, and who approves for it.
struct LegalBusinessProfile {
    std::string company_name;
    Address address;
    Contact primary_contact;
    /// Of who may sign for the company.
    Address company_approver_address;
    std::string company_approver_email;
    VettingStatus vetting_status = VettingStatus::Authorized;

    bool operator==(const LegalBusinessProfile&) const = default;
};

/// Resource OrganizationProfile: the partner's directory as it presents itself. The partner changes
/// all of it but the domain.
struct OrganizationProfile {
    std::string company_name;
    Address default_address;
    /// Of the partner's own directory; cannot be changed.
    std::string domain;
    std::string email;
    /// As the partner wrote it, such as "en".
    std::string language;
    /// Such as "en-US".
    std::string culture;

    bool operator==(const OrganizationProfile&) const = default;
};

/// Resource SupportProfile: where the partner's customers turn to.
struct SupportProfile {
    std::string email;
    /// As customers should dial it; not checked against a country's form.
    std::string telephone;
    std::string website;

    bool operator==(const SupportProfile&) const = default;
};

/// All profiles of a partner: one sealed value under the partner's own key, with one version as
/// their etag. Read and replaced as a whole, so a change of one profile makes the etags of all
/// stale.
struct PartnerProfiles {
    BillingProfile billing;
    LegalBusinessProfile legal_business;
    OrganizationProfile organization;
    SupportProfile support;
    /// Kept beside the sealed value; one more with each change of any profile.
    std::uint64_t version = 1;

    bool operator==(const PartnerProfiles&) const = default;
};

/// What anyone may learn of a partner by its partner network id: resource MpnProfile. Holds no
/// tenant id on purpose.
struct MpnProfile {
    std::string partner_name;
    std::string mpn_id;
};

}  // namespace concordat::partners
