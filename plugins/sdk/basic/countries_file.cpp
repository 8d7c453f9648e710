#include <algorithm>
#include <stdexcept>

#include <concordat/basic_internal/expression.hpp>
#include <concordat/basic_internal/facts_files.hpp>
#include <concordat/basic_internal/yaml_map.hpp>

namespace concordat::basic {

namespace {

bool isCode(const std::string& text, std::size_t size) {
    return text.size() == size &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// An expression that is anchored on both sides and compiles, with the source that it must have.
std::string expression(YamlMap& map, std::string* source = nullptr) {
    auto regex = map.text("regex");
    const auto from = map.text("source");
    if (source != nullptr) *source = from;
    // Partners get the expression too and may search with it: without anchors it would fit more
    // there than here.
    if (!regex.starts_with('^') || !regex.ends_with('$'))
        map.fail("an expression must begin with ^ and end with $", "regex");
    try {
        (void)Expression(regex);
    } catch (const std::invalid_argument& error) {
        map.fail(std::string("the expression is wrong: ") + error.what(), "regex");
    }
    return regex;
}

// Each of the following readers leaves the defaults of CountryFacts when its key is absent.

void readPostalCode(YamlMap& country, rules::CountryFacts& facts) {
    if (!country.has("postal_code")) return;
    auto map = country.map("postal_code");
    facts.postal_code_required = map.flag("required", false);
    facts.postal_code_regex = expression(map, &facts.postal_code_source);
    map.finish();
}

void readPhoneNumber(YamlMap& country, rules::CountryFacts& facts) {
    if (!country.has("phone_number")) return;
    auto map = country.map("phone_number");
    facts.phone_number_regex = expression(map);
    map.finish();
}

void readTaxIds(YamlMap& country, rules::CountryFacts& facts) {
    if (country.has("tax_id")) {
        auto map = country.map("tax_id");
        facts.tax_id_supported = true;
        facts.tax_id_optional = map.flag("optional", false);
        facts.tax_id_format = map.text("format");
        facts.tax_id_sample = map.text("sample");
        (void)map.text("source");
        map.finish();
    }
    if (country.has("vat_id")) {
        auto map = country.map("vat_id");
        facts.vat_id_supported = true;
        facts.vat_id_regex = expression(map);
        map.finish();
    }
}

void readRegistrationNumber(YamlMap& country, rules::CountryFacts& facts) {
    if (!country.has("registration_number")) return;
    auto map = country.map("registration_number");
    facts.registration_number_supported = true;
    facts.registration_number_required = map.flag("required", false);
    if (map.has("regex")) {
        facts.registration_number_regex = expression(map);
        facts.registration_number_sample = map.text("sample");
        if (!Expression(facts.registration_number_regex).fits(facts.registration_number_sample))
            map.fail("the sample does not match the expression", "sample");
    }
    map.finish();
}

/// The first culture is the default one; the languages are those of the cultures.
void readCultures(YamlMap& country, rules::CountryFacts& facts) {
    facts.cultures = country.texts("cultures");
    if (facts.cultures.empty()) country.fail("'cultures' is missing or empty");
    facts.default_culture = facts.cultures.front();
    for (const auto& culture : facts.cultures) {
        auto language = culture.substr(0, culture.find('-'));
        auto& languages = facts.languages;
        if (std::find(languages.begin(), languages.end(), language) == languages.end())
            languages.push_back(std::move(language));
    }
}

/// A country whose list is enforced needs a state in every address.
void readStates(YamlMap& country, rules::CountryFacts& facts) {
    facts.states = country.texts("states");
    facts.states_enforced = country.flag("states_enforced", false);
    // A list that is enforced leaves no room for an empty state.
    facts.state_required = facts.states_enforced;
    if (facts.states_enforced && facts.states.empty())
        country.fail("states are enforced but none is listed", "states_enforced");
}

/// One country; the order of reading is the order in which mistakes are told.
rules::CountryFacts readCountry(YamlMap& country) {
    rules::CountryFacts facts;
    facts.iso2 = country.text("code");
    country.describe("country " + facts.iso2);
    facts.iso3 = country.text("code3");
    if (!isCode(facts.iso2, 2)) country.fail("'code' must be two capital letters", "code");
    if (!isCode(facts.iso3, 3)) country.fail("'code3' must be three capital letters", "code3");
    facts.name = country.text("name");
    facts.territory = country.textIfAny("territory");
    facts.currency = country.textIfAny("currency");
    facts.calling_codes = country.texts("calling_codes");
    facts.reseller_agreement_region = country.textIfAny("agreement_region");
    facts.geographic_region = country.textIfAny("geographic_region");
    facts.city_required = country.flag("city_required", true);
    readCultures(country, facts);
    readStates(country, facts);
    readPostalCode(country, facts);
    readPhoneNumber(country, facts);
    readTaxIds(country, facts);
    readRegistrationNumber(country, facts);
    country.finish();
    return facts;
}

}  // namespace

std::vector<rules::CountryFacts> readCountries(const std::string& directory) {
    auto file = YamlMap::parseFile(directory + "/countries.yaml", "countries.yaml");
    // For whole columns of the file; expressions have a source each.
    auto sources = file.map("sources");
    for (const auto* what :
         {"codes", "cultures", "territories", "addresses", "calling_codes", "registration_numbers"})
        (void)sources.text(what);
    sources.finish();
    std::vector<rules::CountryFacts> countries;
    std::set<std::string> seen;
    for (auto& country : file.maps("countries")) {
        countries.push_back(readCountry(country));
        if (!seen.insert(countries.back().iso2).second)
            country.fail("the country " + countries.back().iso2 + " stands twice");
    }
    file.finish();
    return countries;
}

}  // namespace concordat::basic
