#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace concordat::rules {

/// A text in several languages, by language tag ("en", "pt-BR", "de"). "en" is required.
using LocalizedText = std::map<std::string, std::string>;

/// Whether this cloud offers an operation of the partner API, and where a partner does it when it
/// does not.
struct OperationFact {
    std::string id;  ///< as in the route table, such as "customer-create"
    bool offered = false;
    std::string portal;  ///< the portal where it is done instead; empty when there is none
};

/// What a refusal tells the caller: its status class.
enum class RefusalKind : std::uint8_t {
    Invalid,  ///< 400: change the request
    Denied,   ///< 403: this cloud does not allow it to this partner or customer
    Conflict  ///< 409: something else stands in the way
};

/// One rule of the cloud, for partners (text), auditors (source) and the error that a refusal
/// becomes.
struct RuleFact {
    std::string id;  ///< permanent, upper-case, such as "US-ADDRESS-1"
    RefusalKind kind = RefusalKind::Invalid;
    int code = 0;  ///< the partner API's error code, or 0 for the general one of refused rules
    LocalizedText text;  ///< what the partner reads; no values of the request in it
    std::string source;  ///< where the rule comes from
};

/// What must be true of an address, a registration number and a telephone number in one country,
/// and in which currency and sales territory it is. Regular expressions are ECMAScript, anchored on
/// both sides.
struct CountryFacts {
    std::string iso2;       ///< "DE"
    std::string iso3;       ///< "DEU"
    std::string name;       ///< in English
    std::string territory;  ///< the group whose partners may sell here, such as "eu-efta"; empty:
                            ///< not sold to
    std::string currency;   ///< ISO 4217; empty where none is known
    std::string default_culture;             ///< "de-DE"
    std::vector<std::string> cultures;       ///< supported cultures
    std::vector<std::string> languages;      ///< supported languages, two letters
    std::vector<std::string> calling_codes;  ///< "49"
    std::vector<std::string>
        states;  ///< codes of subdivisions without the country, such as "WA" (ISO 3166-2)
    bool states_enforced = false;  ///< true: `state` must be in `states`; false: any text
    bool state_required = false;
    bool city_required = true;
    bool postal_code_required = false;
    std::string postal_code_regex;  ///< empty: not checked, and validation says so
    std::string
        postal_code_source;  ///< where the expression comes from; required when there is one
    std::string phone_number_regex;  ///< empty: not checked
    bool tax_id_supported = false;
    bool tax_id_optional = false;
    std::string tax_id_format;
    std::string tax_id_sample;
    bool vat_id_supported = false;
    std::string vat_id_regex;
    bool registration_number_supported =
        false;  ///< customers here carry organizationRegistrationNumber
    bool registration_number_required =
        false;  ///< ... and must; a telephone number is then required too
    std::string registration_number_regex;
    std::string registration_number_sample;
    std::string reseller_agreement_region;
    std::string geographic_region;
};

/// What a cloud is: read once at start from `cloud.yaml`, immutable afterwards, read from every
/// thread.
struct CloudFacts {
    std::string id;             ///< on the wire and in settings, such as "us-government"
    std::string name;           ///< for people
    std::string domain_suffix;  ///< of the domains that customers get, such as "onmicrosoft.com"
    std::vector<std::string> languages;          ///< of error texts
    std::vector<OperationFact> operations;       ///< one for every operation of the API
    std::vector<CountryFacts> countries;         ///< those in which customers may be
    std::vector<std::string> partner_countries;  ///< those in which partners may be enrolled
    std::vector<RuleFact> rules;
    std::vector<std::string> locations;  ///< where stores, logs and backups may be, such as "de"
    bool one_partner_per_customer = false;
    std::uint32_t sandbox_customers = 75;  ///< most customers of a sandbox partner

    /// The facts of a country by its ISO code of two letters, in upper case; null where customers
    /// may not be.
    [[nodiscard]] const CountryFacts* country(std::string_view iso2) const {
        for (const auto& facts : countries)
            if (facts.iso2 == iso2) return &facts;
        return nullptr;
    }

    /// A rule by its id; null when it is not listed, which the conformance suite forbids.
    [[nodiscard]] const RuleFact* rule(std::string_view rule_id) const {
        for (const auto& fact : rules)
            if (fact.id == rule_id) return &fact;
        return nullptr;
    }
};

}  // namespace concordat::rules
