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

/// Whether a partner may work. A suspended one manages existing customers but adds none.
enum class PartnerState : std::uint8_t { Active, Suspended };

/// A partner account as operators enrol it. Business identifiers only.
struct Partner {
    PartnerId id;  ///< its tenant id
    std::string name;
    std::string country;  ///< ISO code of two letters; decides the sales territory
    PartnerKind kind = PartnerKind::DirectReseller;
    PartnerState state = PartnerState::Active;
    bool sandbox = false;  ///< an integration sandbox
    std::string mpn_id;    ///< partner network id
    std::vector<ApplicationId>
        applications;  ///< that may ask for tokens; empty: any of the tenant's

    bool operator==(const Partner&) const = default;
};

/// A person to write to.
struct Contact {
    std::string first_name;
    std::string last_name;
    std::string email;
    std::string phone_number;

    bool operator==(const Contact&) const = default;
};

/// Resource BillingProfile.
struct BillingProfile {
    std::string company_name;
    Address address;
    Contact primary_contact;
    std::string purchase_order_number;
    std::string tax_id;
    std::string billing_currency;   ///< ISO 4217, from the partner's country
    std::uint32_t billing_day = 1;  ///< day of the month

    bool operator==(const BillingProfile&) const = default;
};

/// How far the vetting of a partner has come: `vettingStatus`.
enum class VettingStatus : std::uint8_t { None, Pending, Authorized, Rejected };

/// Resource LegalBusinessProfile.
struct LegalBusinessProfile {
    std::string company_name;
    Address address;
    Contact primary_contact;
    Address company_approver_address;
    std::string company_approver_email;
    VettingStatus vetting_status = VettingStatus::Authorized;

    bool operator==(const LegalBusinessProfile&) const = default;
};

/// Resource OrganizationProfile.
struct OrganizationProfile {
    std::string company_name;
    Address default_address;
    std::string domain;
    std::string email;
    std::string language;
    std::string culture;

    bool operator==(const OrganizationProfile&) const = default;
};

/// Resource SupportProfile.
struct SupportProfile {
    std::string email;
    std::string telephone;
    std::string website;

    bool operator==(const SupportProfile&) const = default;
};

/// All profiles of a partner: one sealed value under the partner's own key, with one version as
/// their etag.
struct PartnerProfiles {
    BillingProfile billing;
    LegalBusinessProfile legal_business;
    OrganizationProfile organization;
    SupportProfile support;
    std::uint64_t version = 1;

    bool operator==(const PartnerProfiles&) const = default;
};

/// What anyone may learn of a partner by its partner network id: resource MpnProfile.
struct MpnProfile {
    std::string partner_name;
    std::string mpn_id;
};

}  // namespace concordat::partners
