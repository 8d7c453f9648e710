#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace concordat::rules {

/// A text in several languages, by language tag ("en", "pt-BR", "de"). "en" is required: it is what
/// a caller reads whose language is missing.
using LocalizedText = std::map<std::string, std::string>;

/// Whether this cloud offers an operation of the partner API, and where a partner does it when it
/// does not. An operation that is not offered is answered with 403 before any handler runs; its
/// text names the portal if there is one.
struct OperationFact {
    std::string id;  ///< as in the route table, such as "customer-create"
    bool offered = false;
    std::string portal;  ///< the portal where it is done instead; empty when there is none
};

/// What a refusal tells the caller: its status class. The numbers cross the border: never renumber
/// them.
enum class RefusalKind : std::uint8_t {
    /// 400: change the request.
    Invalid,
    /// 403: this cloud does not allow it to this partner or customer.
    Denied,
    /// 409: something else stands in the way.
    Conflict
};

/// One rule of the cloud, for partners (text), auditors (source) and the error that a refusal
/// becomes. A cloud may refuse only by rules that it lists. In cloud.yaml:
///
///     - id: FR-ELIGIBLE-1
///       kind: denied
///       source: 'decree 2026-1, article 3'
///       text:
///         en: 'Only public bodies may be customers of this cloud.'
struct RuleFact {
    /// Permanent and upper-case, such as "US-ADDRESS-1": partners and auditors keep it. Never
    /// renamed, and never used again for another rule. At most 63 bytes.
    std::string id;
    RefusalKind kind = RefusalKind::Invalid;
    /// The partner API's error code that means this, so that existing programs understand it; 0 for
    /// the general one of refused rules (990407).
    int code = 0;
    /// What the partner reads. In each of the cloud's languages, in whole sentences, without values
    /// of the request.
    LocalizedText text;
    /// Where the rule comes from, so that a stranger can look it up: a document with its section,
    /// or an address.
    std::string source;
};

/// Something that is true of the cloud and that no rule decides by, such as where tokens come from
/// or how long a bill may stay unpaid: for partners, auditors and `concordat clouds diff`. In
/// cloud.yaml:
///
///     - id: FR-BILLING-1
///       topic: payment-term
///       value: '30 days'
///       source: 'decree 2026-1, article 9'
struct StatementFact {
    /// Permanent and upper-case, as a rule's, and none of a rule.
    std::string id;
    /// What it is about, the same word in every cloud, so that clouds can be compared; each once.
    std::string topic;
    /// In English.
    std::string value;
    /// As of a rule.
    std::string source;
};

/// What must be true of an address, a registration number and a telephone number in one country,
/// and in which currency and sales territory it is. Comes from countries.yaml, the same for all
/// clouds; what a cloud decides by itself stands in its own rules. Partners read it as the
/// country's validation rules.
///
/// Regular expressions are ECMAScript, anchored on both sides, and are matched against at most 64
/// bytes.
struct CountryFacts {
    /// ISO 3166-1, two capital letters: "DE". How the country is found.
    std::string iso2;
    /// ISO 3166-1, three capital letters: "DEU".
    std::string iso3;
    /// In English, for people who read the file.
    std::string name;
    /// The group whose partners may sell here, such as "eu-efta"; a partner sells where its own
    /// country has the same one. Empty: not sold to at all.
    std::string territory;
    /// ISO 4217; empty where none is known.
    std::string currency;
    /// The first of `cultures`.
    std::string default_culture;
    /// Those that a billing profile may name, such as "de-DE"; at least one.
    std::vector<std::string> cultures;
    /// Two letters each: those of the cultures, without their regions.
    std::vector<std::string> languages;
    /// International, without the plus sign: "49".
    std::vector<std::string> calling_codes;
    /// Codes of subdivisions without the country, such as "WA" (ISO 3166-2); empty where none are
    /// kept.
    std::vector<std::string> states;
    /// True: `state` must be in `states`, letter by letter. False: any text will do.
    bool states_enforced = false;
    /// True wherever states are enforced.
    bool state_required = false;
    /// Whether an address without one is refused; likewise the next.
    bool city_required = true;
    bool postal_code_required = false;
    /// Empty: not checked, and validation then answers Verified rather than VerifiedShippable.
    std::string postal_code_regex;
    /// Where the expression comes from; given whenever there is one.
    std::string postal_code_source;
    /// Empty: not checked.
    std::string phone_number_regex;
    /// Tax and VAT numbers are told to partners and not checked here. `format` and `sample` are for
    /// people.
    bool tax_id_supported = false;
    bool tax_id_optional = false;
    std::string tax_id_format;
    std::string tax_id_sample;
    bool vat_id_supported = false;
    std::string vat_id_regex;
    /// Customers here carry organizationRegistrationNumber. False: giving one is refused.
    bool registration_number_supported = false;
    /// Customers here must carry one, and then a telephone number too. Only where it is supported.
    bool registration_number_required = false;
    /// Empty: any text of up to 50 bytes.
    std::string registration_number_regex;
    std::string registration_number_sample;
    /// Names of the partner API, told to partners as they are; empty where it has none.
    std::string reseller_agreement_region;
    std::string geographic_region;
};

/// A heading of the catalogue of offers.
struct OfferCategoryFact {
    /// As offers and requests name it, such as "Enterprise".
    std::string id;
    std::string name;        ///< for people, in English
    std::uint32_t rank = 0;  ///< lower comes first
};

/// Something that partners sell to customers in this cloud. Names and texts are those of the
/// partner API, in English. In cloud.yaml:
///
///     offers:
///       source: 'price list of November 2026'
///       categories:
///         - {id: Office, name: 'Office'}
///       items:
///         - id: 796B6B5F-613C-4E24-A17C-EBA730D49C02
///           name: 'Office 365 Enterprise E3'
///           description: 'Office for the enterprise'
///           category: Office
///           sku: 6fd2c87f-b296-42f0-b197-1e91e994b900
///           sku_name: ENTERPRISEPACK
///           most: 100000
///           billing_cycles: [monthly, annual]
struct OfferFact {
    /// Permanent, and each once: orders and subscriptions keep it.
    std::string id;
    std::string name;
    std::string description;
    std::string category;    ///< id of an OfferCategoryFact
    std::uint32_t rank = 0;  ///< lower comes first; the place in the file
    /// What the offer gives, by which licences are counted: several offers may give the same.
    std::string sku_id;
    std::string sku_name;  ///< its part number, such as "ENTERPRISEPACK"
    /// How many licences one subscription may have.
    std::uint32_t minimum_quantity = 1;
    std::uint32_t maximum_quantity = 1;
    /// "license", or "usage" for what is not ordered by number.
    std::string billing = "license";
    /// "monthly", "annual" or both.
    std::vector<std::string> billing_cycles;
    /// Codes of the countries of the cloud in which it is sold; empty: all of them.
    std::vector<std::string> countries;
    /// Sold only with a subscription of one of `prerequisites`, which are ids of offers.
    bool add_on = false;
    std::vector<std::string> prerequisites;
    bool trial = false;
    bool auto_renewable = true;
    /// How many subscriptions of it a customer may have; 0: any number.
    std::uint32_t limit = 0;
    /// "concurrent": active ones count; "lifetime": all; "none" without a limit.
    std::string limit_unit = "none";
    /// Ids of offers that a subscription may become: by upgrade, and after a trial.
    std::vector<std::string> upgrades;
    std::vector<std::string> conversions;
};

/// What licences are counted by: one or several offers give the same. In cloud.yaml, under `offers`
/// and named by their `sku`; one that no list describes has no services and the name of an offer:
///
///     skus:
///       - id: 6fd2c87f-b296-42f0-b197-1e91e994b900
///         name: 'Office 365 Enterprise E3'
///         services: [EXCHANGE_S_ENTERPRISE]
struct SkuFact {
    std::string id;
    std::string name;  ///< for people, in English
    /// "group1" for what the directory keeps, "group2" for other stores of licences: those are
    /// listed and given apart.
    std::string licence_group = "group1";
    /// "User", or "Tenant" for what the whole customer has and no user is given.
    std::string target = "User";
    /// Names of ServicePlanFacts, in the order in which they are shown.
    std::vector<std::string> services;
};

/// A service that users get with a licence, and that can be left out of it. In cloud.yaml, under
/// `offers`:
///
///     services:
///       - {id: efb87545-963c-4e0d-99df-69c6916d9eb0, name: EXCHANGE_S_ENTERPRISE, title:
///       'Exchange'}
struct ServicePlanFact {
    /// Permanent, and each once: licences keep those that a user does not have.
    std::string id;
    std::string name;   ///< for programs, such as "EXCHANGE_S_ENTERPRISE"; each once
    std::string title;  ///< for people, in English
    /// "User", or "Tenant" for what the whole customer has.
    std::string target = "User";
};

/// A service that partners administer and support for customers who have it, at pages of the
/// cloud's own portals: each address is a PortalAddress, and a plugin with one that has a fault is
/// not loaded. In cloud.yaml, with the addresses that are the same for all services above the list:
///
///     managed_services:
///       source: 'handbook of the portal, November 2026'
///       service_health: 'https://portal.example.fr/partner?tenant={tenant}&page=health'
///       service_ticket: 'https://portal.example.fr/partner?tenant={tenant}&page=tickets'
///       items:
///         - id: Exchange
///           name: 'Exchange'
///           group: Office
///           services: [EXCHANGE_S_ENTERPRISE]
///           admin_service: 'https://portal.example.fr/partner?tenant={tenant}&page=mail'
struct ManagedServiceFact {
    /// Permanent, and each once, such as "Exchange".
    std::string id;
    std::string name;        ///< for people, in English
    std::string group_name;  ///< what it belongs to, such as "Office"
    /// Ids of the SKUs that bring it: whoever has one of them has the service. In cloud.yaml these
    /// are the `services` that SKUs give, the part numbers of SKUs (`skus`), or both.
    std::vector<std::string> skus;
    std::string admin_service;   ///< where it is administered
    std::string service_health;  ///< where its health is seen
    std::string service_ticket;  ///< where its operator is asked for help
};

/// What a cloud is: read once at start from `cloud.yaml`, immutable afterwards, read from every
/// thread. The core knows no cloud by name; whatever it does differently for one, it reads here.
struct CloudFacts {
    /// On the wire, in settings and in the entry point, such as "us-government". All three must
    /// agree.
    std::string id;
    std::string name;  ///< for people
    /// Of the domains that customers get, such as "onmicrosoft.com"; without a leading dot, in
    /// small letters.
    std::string domain_suffix;
    /// Those in which every rule has its text; contains "en".
    std::vector<std::string> languages;
    /// One for every operation of the API; one that the core does not know is ignored.
    std::vector<OperationFact> operations;
    /// Those in which customers may be, not all that exist.
    std::vector<CountryFacts> countries;
    /// Codes of the countries in which partners may be enrolled; need not be among `countries`.
    std::vector<std::string> partner_countries;
    /// Every rule that the cloud refuses by, each id once.
    std::vector<RuleFact> rules;
    /// Where stores, logs and backups may be, such as "de": the labels that settings must use.
    std::vector<std::string> locations;
    /// Whether a customer can have a single partner. For auditors; the core does not decide by it.
    bool one_partner_per_customer = false;
    /// The most customers that an integration sandbox holds; the store refuses the next one. 75 is
    /// the partner API's figure.
    std::uint32_t sandbox_customers = 75;
    /// The most subscriptions that a customer in a sandbox has, suspended ones too, and the most
    /// licences of each. 5 and 25 are the partner API's figures.
    std::uint32_t sandbox_subscriptions = 5;
    std::uint32_t sandbox_licences = 25;
    /// The kinds of public body that customers must be, in small letters, such as "federal"; empty
    /// where customers need not be public bodies.
    std::vector<std::string> public_bodies;
    /// What else is true of the cloud, each topic once.
    std::vector<StatementFact> statements;
    /// What is sold in the cloud, each id once; none where nothing is sold by licence.
    std::vector<OfferFact> offers;
    std::vector<OfferCategoryFact> offer_categories;
    /// What the offers give, each id once; need not have all of them.
    std::vector<SkuFact> skus;
    std::vector<ServicePlanFact> service_plans;
    /// What partners administer for customers, in the order in which it is listed, each id once;
    /// none where the cloud has no portals for that.
    std::vector<ManagedServiceFact> managed_services;

    /// The facts of a country by its ISO code of two letters, in upper case; null where customers
    /// may not be. Searches the list: rules that ask for every request keep a table of their own.
    [[nodiscard]] const CountryFacts* country(std::string_view iso2) const {
        for (const auto& facts : countries)
            if (facts.iso2 == iso2) return &facts;
        return nullptr;
    }

    /// A rule by its id, letter by letter; null when it is not listed, which the conformance suite
    /// forbids. Searches the list; asked only for refusals.
    [[nodiscard]] const RuleFact* rule(std::string_view rule_id) const {
        for (const auto& fact : rules)
            if (fact.id == rule_id) return &fact;
        return nullptr;
    }
};

}  // namespace concordat::rules
