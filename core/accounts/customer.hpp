#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/ids.hpp"
#include "core/base/time.hpp"

namespace concordat::accounts {

/// A postal address with the name and telephone number of the person there. Personal data: sealed
/// at rest, never logged. Empty members are not given. Lengths and countries' rules are checked
/// before a value of this type is stored: lengths by core/api, the rest by the cloud's rules.
struct Address {
    /// ISO 3166-1, two letters, upper case.
    std::string country;
    std::string region;
    std::string city;
    std::string state;
    std::string address_line1;
    std::string address_line2;
    std::string postal_code;
    std::string first_name;
    std::string middle_name;
    std::string last_name;
    std::string phone_number;

    bool operator==(const Address&) const = default;
};

/// Who is billed and where: resource CustomerBillingProfile. Personal data but for `company_name`,
/// which the customer list shows and searches.
struct BillingProfile {
    std::string first_name;
    std::string last_name;
    std::string email;
    /// Such as "de-DE"; one of the country's.
    std::string culture;
    std::string language;  ///< two letters
    /// The same as the customer's: changing one changes the other.
    std::string company_name;
    Address default_address;

    bool operator==(const BillingProfile&) const = default;
};

/// What the customer is to the partner: `relationshipToPartner`. Stored by number: never renumber.
enum class Relationship : std::uint8_t { None, Reseller, Advisor, Syndication, MicrosoftSupport };

/// What a partner sends to add a customer, its form already checked by the API and not yet by any
/// rule.
struct CustomerDraft {
    /// Folded; the cloud's suffix is checked by its rules.
    std::string domain;
    /// Never empty: the billing profile's when the caller gave none.
    std::string company_name;
    /// organizationRegistrationNumber; empty where the country has none.
    std::string registration_number;
    /// Kind of public body, where the cloud asks for one.
    std::string public_body;
    /// What shows that, such as the number of a charter; for the reviewer. Personal data.
    std::string public_body_evidence;
    BillingProfile billing;
};

/// A customer account as its partner sees it: one row of the partner's list and the customer's own
/// record. A plain value that a store filled or a use case made; changing one changes nothing but
/// itself.
struct Customer {
    /// Also its tenant id. Version 7, so it tells when the customer was added.
    CustomerId id;
    /// `commerceId` of the partner API: given to clients that keep it, used for nothing here.
    Uuid commerce_id;
    std::string domain;
    std::string company_name;
    std::string registration_number;
    std::string public_body;
    /// None once the relationship was removed: then no list holds the customer any more.
    Relationship relationship = Relationship::Reseller;
    /// `allowDelegatedAccess`: ends with the relationship.
    bool allow_delegated_access = true;
    /// The provider whose customer this is, which lets the partner, its reseller, see it and no
    /// more; absent: the partner's own.
    std::optional<PartnerId> shared_by{};
    /// `customDomains`: further domains of the customer's own that have been verified, sorted.
    std::vector<std::string> verified_domains{};
    BillingProfile billing;
    /// The etag: one for the account, shared by its profiles; one more with each change.
    std::uint64_t version = 1;
    Instant created{};

    bool operator==(const Customer&) const = default;
};

/// The first user of a new customer's directory. The password is shown in the reply to the create
/// and its repetitions, and kept only as a salted hash: it has at least 128 random bits, so that a
/// slow derivation would add nothing.
struct Administrator {
    UserId id;
    std::string user_name;  ///< "admin"; the user principal name is user_name@domain
    /// 16 random bytes.
    std::string password_salt;
    /// SHA-256(salt, password), 32 raw bytes.
    std::string password_hash;
};

}  // namespace concordat::accounts
