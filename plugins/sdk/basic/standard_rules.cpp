#include <algorithm>
#include <array>

#include <concordat/basic_internal/standard_rules.hpp>

namespace concordat::basic {

namespace {

constexpr std::string_view kRemoval = "relationship-remove-customer";
constexpr std::size_t kPartnerKinds = 3;

/// In the order of StandardRule.
constexpr std::array<std::string_view, kStandardRules> kParts{
    "MARKET-1",       "TERRITORY-1", "ADDRESS-1",      "ADDRESS-2",      "STATE-1",
    "POSTAL-1",       "PHONE-1",     "REGISTRATION-1", "REGISTRATION-2", "REGISTRATION-3",
    "REGISTRATION-4", "CULTURE-1",   "LANGUAGE-1",     "DOMAIN-1",       "DOMAIN-2",
    "PARTNER-1",      "PARTNER-2",   "RELATIONSHIP-1", "LOCATION-1",     "CONTACT-1"};

/// Whether `holds` is true of a country in which customers may be.
template <typename Condition>
bool anyCountry(const FilesContent& content, Condition holds) {
    const auto& countries = content.facts.countries;
    return std::any_of(countries.begin(), countries.end(), holds);
}

bool offersRemoval(const FilesContent& content) {
    const auto& operations = content.facts.operations;
    return std::any_of(operations.begin(), operations.end(), [](const rules::OperationFact& fact) {
        return fact.id == kRemoval && fact.offered;
    });
}

}  // namespace

std::string_view partOf(StandardRule rule) {
    return kParts.at(static_cast<std::size_t>(rule));
}

bool canRefuse(StandardRule rule, const FilesContent& content) {
    using Facts = rules::CountryFacts;
    switch (rule) {
        case StandardRule::State:
            return anyCountry(content, [](const Facts& facts) { return facts.states_enforced; });
        case StandardRule::PostalCode:
            return anyCountry(content,
                              [](const Facts& facts) { return !facts.postal_code_regex.empty(); });
        case StandardRule::Phone:
            return anyCountry(content,
                              [](const Facts& facts) { return !facts.phone_number_regex.empty(); });
        case StandardRule::RegistrationUnasked:
            return anyCountry(
                content, [](const Facts& facts) { return !facts.registration_number_supported; });
        case StandardRule::RegistrationForm:
            return anyCountry(
                content, [](const Facts& facts) { return facts.registration_number_supported; });
        case StandardRule::RegistrationMissing:
        case StandardRule::RegistrationPhone:
            return anyCountry(
                content, [](const Facts& facts) { return facts.registration_number_required; });
        case StandardRule::PartnerKind:
            return content.partner_kinds.size() < kPartnerKinds;
        case StandardRule::Relationship:
            return !offersRemoval(content);
        case StandardRule::Contact:
            return !content.refused_mail_domains.empty();
        default:
            return true;
    }
}

}  // namespace concordat::basic
