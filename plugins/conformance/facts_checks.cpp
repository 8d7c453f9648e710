#include <algorithm>
#include <cctype>
#include <set>

#include "plugins/conformance/checks.hpp"
#include "plugins/conformance/subject.hpp"

namespace concordat::conformance {

namespace {

Outcome failed(std::string message) {
    return {Result::Failed, std::move(message)};
}

/// In capitals with a number at the end, such as "US-ADDRESS-1".
bool isRuleId(const std::string& id) {
    const auto hyphen = id.rfind('-');
    if (hyphen == std::string::npos || hyphen == 0 || hyphen + 1 == id.size()) return false;
    const auto capital = [](unsigned char c) {
        return std::isupper(c) != 0 || std::isdigit(c) != 0 || c == '-';
    };
    const auto digit = [](unsigned char c) { return std::isdigit(c) != 0; };
    const auto place = id.begin() + static_cast<std::ptrdiff_t>(hyphen);
    return std::isupper(static_cast<unsigned char>(id.front())) != 0 &&
           std::all_of(id.begin(), place, capital) && std::all_of(place + 1, id.end(), digit);
}

bool contains(const std::vector<std::string>& list, const std::string& one) {
    return std::find(list.begin(), list.end(), one) != list.end();
}

/// The first thing that a country lacks; empty: none.
std::string lackOf(const rules::CountryFacts& country) {
    if (country.iso3.size() != 3) return "its ISO code of three letters";
    if (country.name.empty()) return "its name";
    if (country.territory.empty()) return "its sales territory";
    if (country.cultures.empty()) return "its cultures";
    if (!contains(country.cultures, country.default_culture))
        return "a default culture that is among its cultures";
    if (country.languages.empty()) return "its languages";
    if (country.calling_codes.empty()) return "its calling code";
    if (country.states_enforced && country.states.empty()) return "the states that it enforces";
    if (!country.postal_code_regex.empty() && country.postal_code_source.empty())
        return "the source of its expression for postal codes";
    if (country.registration_number_required && !country.registration_number_supported)
        return "support for the registration number that it requires";
    return {};
}

std::string lackOf(const rules::RuleFact& rule, const std::vector<std::string>& languages) {
    if (rule.source.empty()) return "a source: say where a stranger can look the rule up";
    for (const auto& language : languages) {
        const auto found = rule.text.find(language);
        if (found == rule.text.end() || found->second.empty())
            return "a text in '" + language + "': write one for every language of the cloud";
    }
    return {};
}

/// The host has looked at its addresses.
std::string lackOf(const rules::ManagedServiceFact& service, const rules::CloudFacts& facts) {
    if (service.name.empty()) return "its name";
    if (service.group_name.empty()) return "the name of its group";
    if (service.skus.empty()) return "the SKUs that bring it";
    for (const auto& sku : service.skus)
        if (std::none_of(facts.offers.begin(), facts.offers.end(),
                         [&](const auto& offer) { return offer.sku_id == sku; }))
            return "an offer that gives its SKU '" + sku + "'";
    return {};
}

}  // namespace

Outcome checkCloudFacts(Subject& subject) {
    const auto& facts = subject.facts();
    if (facts.name.empty())
        return failed("the cloud has no name for people; fill CloudFacts::name");
    const auto& suffix = facts.domain_suffix;
    if (suffix.empty() || suffix.front() == '.' ||
        std::any_of(suffix.begin(), suffix.end(),
                    [](unsigned char c) { return std::isupper(c) != 0; }))
        return failed("the domain suffix is '" + suffix +
                      "'; write it in small letters without a leading dot, such as "
                      "'clients.example.fr'");
    if (!contains(facts.languages, "en"))
        return failed("the languages lack 'en', which callers read whose language is missing");
    if (facts.locations.empty())
        return failed(
            "no location is listed, so no record could be kept anywhere; fill "
            "CloudFacts::locations");
    if (facts.partner_countries.empty())
        return failed(
            "no country is listed in which partners may be enrolled; fill "
            "CloudFacts::partner_countries");
    if (facts.sandbox_customers == 0)
        return failed(
            "a sandbox could hold no customer; set CloudFacts::sandbox_customers, 75 in "
            "the partner API");
    return {};
}

Outcome checkCountryFacts(Subject& subject) {
    const auto& facts = subject.facts();
    if (facts.countries.empty())
        return failed("no country is listed in which customers may be; fill CloudFacts::countries");
    std::set<std::string> seen;
    for (const auto& country : facts.countries) {
        if (country.iso2.size() != 2 || !seen.insert(country.iso2).second)
            return failed("the country '" + country.iso2 +
                          "' is no ISO code of two letters or stands there twice");
        if (const auto lack = lackOf(country); !lack.empty())
            return failed("the country " + country.iso2 + " lacks " + lack);
    }
    return {};
}

Outcome checkRuleFacts(Subject& subject) {
    const auto& facts = subject.facts();
    if (facts.rules.empty())
        return failed(
            "no rule is listed, so every refusal would be a fault; fill "
            "CloudFacts::rules");
    std::set<std::string> seen;
    for (const auto& rule : facts.rules) {
        if (!isRuleId(rule.id))
            return failed("the rule id '" + rule.id +
                          "' is not in capitals with a number at its end, such as FR-MARKET-1");
        if (!seen.insert(rule.id).second)
            return failed("the rule " + rule.id + " is listed twice; every id stands once");
        if (const auto lack = lackOf(rule, facts.languages); !lack.empty())
            return failed("the rule " + rule.id + " lacks " + lack);
    }
    return {};
}

Outcome checkOperationFacts(Subject& subject) {
    const auto& known = subject.options().operations;
    const std::set<std::string> all(known.begin(), known.end());
    std::set<std::string> seen;
    for (const auto& operation : subject.facts().operations) {
        if (!all.contains(operation.id))
            return failed("the operation '" + operation.id +
                          "' is unknown to the partner API; correct its id, see operations.yaml");
        if (!seen.insert(operation.id).second)
            return failed("the operation '" + operation.id + "' is listed twice");
        if (operation.offered && !operation.portal.empty())
            return failed("the operation '" + operation.id +
                          "' is offered and yet sends partners to a portal; leave the portal out");
    }
    std::string missing;
    std::size_t count = 0;
    for (const auto& id : all)
        if (!seen.contains(id) && ++count <= 5) missing += (count == 1 ? "" : ", ") + id;
    if (count == 0) return {};
    return failed("of " + std::to_string(all.size()) + " operations " + std::to_string(count) +
                  " are neither offered nor refused: " + missing +
                  (count > 5 ? " and others" : "") + "; list every one of operations.yaml");
}

Outcome checkManagedServiceFacts(Subject& subject) {
    const auto& facts = subject.facts();
    std::set<std::string> seen;
    for (const auto& service : facts.managed_services) {
        if (service.id.empty() || !seen.insert(service.id).second)
            return failed("the managed service '" + service.id +
                          "' has no id or stands there twice; every id stands once");
        if (const auto lack = lackOf(service, facts); !lack.empty())
            return failed("the managed service " + service.id + " lacks " + lack +
                          "; see ManagedServiceFact");
    }
    return {};
}

}  // namespace concordat::conformance
