#include <algorithm>
#include <array>
#include <stdexcept>

#include <concordat/basic/basic_cloud.hpp>
#include <concordat/basic_internal/country_rules.hpp>
#include <concordat/basic_internal/facts_files.hpp>
#include <concordat/basic_internal/standard_rules.hpp>

namespace concordat::basic {

namespace {

using rules::Decision;

// Lengths of the partner API in characters; it names none for city, state and telephone number.
constexpr std::size_t kLongestLine = 200;
constexpr std::size_t kLongestName = 50;
constexpr std::size_t kLongestCity = 100;
constexpr std::size_t kLongestState = 50;
constexpr std::size_t kLongestPostalCode = 20;
constexpr std::size_t kLongestPhone = 40;
constexpr std::size_t kLongestRegistration = 50;
constexpr std::size_t kLongestLabel = 63;

/// Without regard to case: codes of countries and cultures are written either way.
bool contains(const std::vector<std::string>& list, std::string_view wanted) {
    return std::any_of(list.begin(), list.end(),
                       [&](const std::string& item) { return equalButCase(item, wanted); });
}

/// As cloud.yaml writes them.
std::string_view nameOf(rules::PartnerKind kind) {
    switch (kind) {
        case rules::PartnerKind::DirectReseller:
            return "direct-reseller";
        case rules::PartnerKind::IndirectProvider:
            return "indirect-provider";
        case rules::PartnerKind::IndirectReseller:
            return "indirect-reseller";
    }
    return {};
}

/// The first of a country's required members that `address` leaves empty; empty when there is none.
std::string_view missingMember(const rules::AddressView& address,
                               const rules::CountryFacts& country) {
    if (trimmed(address.address_line1).empty()) return "addressLine1";
    if (country.city_required && trimmed(address.city).empty()) return "city";
    if (country.state_required && trimmed(address.state).empty()) return "state";
    if (country.postal_code_required && trimmed(address.postal_code).empty()) return "postalCode";
    return {};
}

/// The first member of `address` that is too long; empty when there is none.
std::string_view longMember(const rules::AddressView& address) {
    struct Limit {
        std::string_view member;
        std::string_view value;
        std::size_t most;
    };
    // In the order in which mistakes are told; the names are those of the JSON.
    const std::array limits{Limit{"addressLine1", address.address_line1, kLongestLine},
                            Limit{"addressLine2", address.address_line2, kLongestLine},
                            Limit{"firstName", address.first_name, kLongestName},
                            Limit{"lastName", address.last_name, kLongestName},
                            Limit{"city", address.city, kLongestCity},
                            Limit{"region", address.region, kLongestCity},
                            Limit{"state", address.state, kLongestState},
                            Limit{"postalCode", address.postal_code, kLongestPostalCode},
                            Limit{"phoneNumber", address.phone_number, kLongestPhone}};
    // Bytes first: only what is long in bytes can be long in characters.
    for (const auto& [member, value, most] : limits)
        if (value.size() > most && characters(value) > most) return member;
    return {};
}

/// One label of a host name in small letters.
bool isLabel(std::string_view text) {
    const auto good = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    };
    return !text.empty() && text.size() <= kLongestLabel && text.front() != '-' &&
           text.back() != '-' && std::all_of(text.begin(), text.end(), good);
}

}  // namespace

/// Immutable once made.
struct BasicCloud::State {
    State(const rules::PluginContext& context, const Additions& additions)
        : content(readFacts(context.directory)),
          countries(content.facts.countries),
          settings(context.settings) {
        for (std::size_t i = 0; i < rule_ids.size(); ++i) {
            const auto rule = static_cast<StandardRule>(i);
            rule_ids[i] = content.rule_prefix + "-" + std::string(partOf(rule));
            if (canRefuse(rule, content)) demandRule(rule_ids[i]);
        }
        for (const auto rule : additions.rules) demandRule(rule);
        for (const auto& [name, value] : settings) demandSetting(name, additions);
        removal_offered = !canRefuse(StandardRule::Relationship, content);
        domain_ending = "." + content.facts.domain_suffix;
    }

    /// A rule without its fact could refuse but not say why.
    void demandRule(std::string_view id) const {
        if (content.facts.rule(id) == nullptr)
            throw std::runtime_error("cloud.yaml: the rule '" + std::string(id) + "' is missing");
    }

    /// A misspelt setting must not silently mean "not set".
    static void demandSetting(const std::string& name, const Additions& additions) {
        const auto& known = additions.settings;
        if (std::find(known.begin(), known.end(), name) != known.end()) return;
        std::string names;
        for (const auto each : known) names.append(names.empty() ? "" : ", ").append(each);
        throw std::runtime_error(
            "the setting '" + name +
            "' is unknown to this cloud; known are: " + (names.empty() ? "none" : names));
    }

    FilesContent content;
    CountryTable countries;  // refers to content
    std::map<std::string, std::string, std::less<>> settings;
    std::array<std::string, kStandardRules> rule_ids;  // in the order of StandardRule
    std::string domain_ending;
    bool removal_offered = false;
};

BasicCloud::BasicCloud(const rules::PluginContext& context, const Additions& additions)
    : state_(std::make_unique<const State>(context, additions)) {}

BasicCloud::~BasicCloud() = default;

const rules::CloudFacts& BasicCloud::facts() const {
    return state_->content.facts;
}

std::string BasicCloud::setting(std::string_view name) const {
    const auto found = state_->settings.find(name);
    return found == state_->settings.end() ? std::string() : found->second;
}

Decision BasicCloud::refuse(StandardRule rule, std::string_view prefix,
                            std::string_view member) const {
    return Decision::refuse(state_->rule_ids.at(static_cast<std::size_t>(rule)),
                            std::string(prefix).append(member));
}

Decision BasicCloud::mayEnrol(const rules::PartnerView& partner) const {
    if (!contains(facts().partner_countries, partner.country))
        return refuse(StandardRule::PartnerCountry, "country");
    if (!state_->content.partner_kinds.contains(nameOf(partner.kind)))
        return refuse(StandardRule::PartnerKind, "kind");
    return checkContact(partner);
}

/// Below a refused domain is at it: mail.example.com belongs to example.com.
Decision BasicCloud::checkContact(const rules::PartnerView& partner) const {
    const auto& content = state_->content;
    if (!content.contact_kinds.contains(nameOf(partner.kind))) return Decision::allow();
    const auto at = partner.contact_email.rfind('@');
    if (at == std::string_view::npos) return Decision::allow();
    auto domain = lower(trimmed(partner.contact_email.substr(at + 1)));
    while (domain.ends_with('.')) domain.pop_back();
    for (std::string_view rest = domain; !rest.empty();) {
        if (content.refused_mail_domains.contains(rest))
            return refuse(StandardRule::Contact, "primaryContact.email");
        const auto dot = rest.find('.');
        rest = dot == std::string_view::npos ? std::string_view() : rest.substr(dot + 1);
    }
    return Decision::allow();
}

Decision BasicCloud::mayAddCustomer(const rules::PartnerView& partner,
                                    const rules::CustomerDraftView& draft, rules::Instant) const {
    constexpr std::string_view prefix = "billingProfile.";
    constexpr std::string_view address_prefix = "billingProfile.defaultAddress.";
    const auto& address = draft.billing.default_address;
    if (auto decision = checkPlace(partner, address, address_prefix); !decision.allowed())
        return decision;
    if (auto decision = checkRegistration(draft.registration_number,
                                          "companyProfile.organizationRegistrationNumber", address,
                                          address_prefix);
        !decision.allowed())
        return decision;
    if (auto decision = checkLanguage(draft.billing, prefix); !decision.allowed()) return decision;
    return checkDomain(draft.domain);
}

Decision BasicCloud::mayChangeBilling(const rules::PartnerView& partner,
                                      const rules::AccountView& account,
                                      const rules::BillingProfileView& profile,
                                      rules::Instant) const {
    constexpr std::string_view address_prefix = "defaultAddress.";
    const auto& address = profile.default_address;
    if (auto decision = checkPlace(partner, address, address_prefix); !decision.allowed())
        return decision;
    if (auto decision = checkRegistration(account.registration_number, "defaultAddress.country",
                                          address, address_prefix);
        !decision.allowed())
        return decision;
    return checkLanguage(profile, "");
}

Decision BasicCloud::mayRemoveRelationship(const rules::PartnerView&, const rules::AccountView&,
                                           rules::Instant) const {
    return state_->removal_offered ? Decision::allow() : refuse(StandardRule::Relationship);
}

Decision BasicCloud::mayUse(const rules::SinkView& sink) const {
    const auto& locations = facts().locations;
    // Letter by letter: a place is a label, and labels that differ in case are two.
    return std::find(locations.begin(), locations.end(), sink.location) != locations.end()
               ? Decision::allow()
               : refuse(StandardRule::Location, "location");
}

/// Market, territory and address; `prefix` leads to the address.
Decision BasicCloud::checkPlace(const rules::PartnerView& partner,
                                const rules::AddressView& address, std::string_view prefix) const {
    const auto* const country = state_->countries.find(address.country);
    if (country == nullptr) return refuse(StandardRule::Market, prefix, "country");
    // Of the partner's own country, which need not be one in which customers may be.
    const auto territory = state_->content.territories.find(upper(partner.country));
    if (territory == state_->content.territories.end() || territory->second.empty() ||
        territory->second != country->facts().territory)
        return refuse(StandardRule::Territory, prefix, "country");
    return checkAddress(address, prefix);
}

/// The address alone, without regard to who sells; `prefix` leads to it.
Decision BasicCloud::checkAddress(const rules::AddressView& address,
                                  std::string_view prefix) const {
    const auto* const country = state_->countries.find(address.country);
    if (country == nullptr) return refuse(StandardRule::Market, prefix, "country");
    if (const auto member = missingMember(address, country->facts()); !member.empty())
        return refuse(StandardRule::AddressMissing, prefix, member);
    if (const auto member = longMember(address); !member.empty())
        return refuse(StandardRule::AddressLength, prefix, member);
    return checkAddressForm(address, prefix);
}

/// State, postal code and telephone number of an address whose country is known.
Decision BasicCloud::checkAddressForm(const rules::AddressView& address,
                                      std::string_view prefix) const {
    const auto& country = *state_->countries.find(address.country);
    if (country.facts().states_enforced && !country.hasState(address.state))
        return refuse(StandardRule::State, prefix, "state");
    if (!trimmed(address.postal_code).empty() && !country.postalCodeFits(address.postal_code))
        return refuse(StandardRule::PostalCode, prefix, "postalCode");
    if (!trimmed(address.phone_number).empty() && !country.phoneNumberFits(address.phone_number))
        return refuse(StandardRule::Phone, prefix, "phoneNumber");
    return Decision::allow();
}

/// `prefix` leads to the address, whose country is known; `number_member` is to be changed when the
/// number is wrong.
Decision BasicCloud::checkRegistration(std::string_view number, std::string_view number_member,
                                       const rules::AddressView& address,
                                       std::string_view prefix) const {
    const auto& country = *state_->countries.find(address.country);
    const auto& asked = country.facts();
    const bool given = !trimmed(number).empty();
    if (!asked.registration_number_supported)
        return given ? refuse(StandardRule::RegistrationUnasked, number_member) : Decision::allow();
    if (!given)
        return asked.registration_number_required
                   ? refuse(StandardRule::RegistrationMissing, number_member)
                   : Decision::allow();
    if (number.size() > kLongestRegistration || !country.registrationNumberFits(number))
        return refuse(StandardRule::RegistrationForm, number_member);
    if (asked.registration_number_required && trimmed(address.phone_number).empty())
        return refuse(StandardRule::RegistrationPhone, prefix, "phoneNumber");
    return Decision::allow();
}

/// `prefix` leads to the profile. What is not given is not checked.
Decision BasicCloud::checkLanguage(const rules::BillingProfileView& profile,
                                   std::string_view prefix) const {
    const auto& country = state_->countries.find(profile.default_address.country)->facts();
    if (!profile.culture.empty() && !contains(country.cultures, profile.culture))
        return refuse(StandardRule::Culture, prefix, "culture");
    // "de-DE" is taken for "de": existing clients put the culture here.
    const auto language = profile.language.substr(0, profile.language.find('-'));
    if (!profile.language.empty() && !contains(country.languages, language))
        return refuse(StandardRule::Language, prefix, "language");
    return Decision::allow();
}

/// The domain was folded before, so a capital letter is no letter of a label.
Decision BasicCloud::checkDomain(std::string_view domain) const {
    const auto& ending = state_->domain_ending;
    if (!domain.ends_with(ending))
        return refuse(StandardRule::DomainSuffix, "companyProfile.domain");
    domain.remove_suffix(ending.size());
    return isLabel(domain) ? Decision::allow()
                           : refuse(StandardRule::DomainLabel, "companyProfile.domain");
}

rules::AddressVerdict BasicCloud::validateAddress(const rules::AddressView& address) const {
    using rules::AddressStatus;
    rules::AddressVerdict verdict;
    const auto* const country = state_->countries.find(trimmed(address.country));
    if (country == nullptr) {
        verdict.problem = refuse(StandardRule::Market, "country");
        return verdict;
    }
    rules::SuggestedAddress spelt{country->facts().iso2,
                                  std::string(trimmed(address.city)),
                                  std::string(trimmed(address.state)),
                                  std::string(trimmed(address.address_line1)),
                                  std::string(trimmed(address.address_line2)),
                                  country->spellPostalCode(address.postal_code)};
    if (country->facts().states_enforced) spelt.state = upper(spelt.state);
    // Judged as it would be spelt, so that a suggestion is never refused.
    auto candidate = address;
    candidate.country = spelt.country;
    candidate.state = spelt.state;
    candidate.postal_code = spelt.postal_code;
    verdict.problem = checkAddress(candidate, "");
    if (!verdict.problem.allowed()) return verdict;
    // Only these two: blanks elsewhere and the country's case are never a reason to refuse.
    if (spelt.state != address.state || spelt.postal_code != address.postal_code)
        verdict.status = AddressStatus::InteractionRequired;
    else
        verdict.status = country->checksPostalCode() ? AddressStatus::VerifiedShippable
                                                     : AddressStatus::Verified;
    verdict.suggestions.push_back(std::move(spelt));
    return verdict;
}

}  // namespace concordat::basic
