#include <algorithm>

#include <concordat/basic_internal/examples.hpp>
#include <concordat/basic_internal/facts_files.hpp>
#include <concordat/basic_internal/yaml_map.hpp>

namespace concordat::basic {

namespace {

/// Codes of the partner API have six digits at most.
constexpr int kHighestCode = 999'999;
constexpr int kMostSandboxCustomers = 1'000'000;

/// What "every operation" means: the list that comes with the SDK.
std::set<std::string> readOperationIds(const std::string& directory) {
    auto file = YamlMap::parseFile(directory + "/operations.yaml", "operations.yaml");
    const auto ids = file.texts("operations");
    file.finish();
    return {ids.begin(), ids.end()};
}

/// Every operation of the API, each exactly once.
std::vector<rules::OperationFact> readOperations(YamlMap& file, const std::string& directory) {
    const auto known = readOperationIds(directory);
    std::set<std::string> seen;
    std::vector<rules::OperationFact> operations;
    for (auto& group : file.maps("operations")) {
        // No default: whether an operation is offered is a statement that somebody must have made.
        if (!group.has("offered")) group.fail("'offered' is missing");
        const bool offered = group.flag("offered", false);
        const auto portal = group.textIfAny("portal");
        // Read and thrown away: it is for auditors, and must be there.
        (void)group.text("source");
        for (const auto& id : group.texts("ids")) {
            if (!known.contains(id)) group.fail("there is no operation '" + id + "'", "ids");
            if (!seen.insert(id).second) group.fail("'" + id + "' was listed before", "ids");
            operations.push_back({id, offered, portal});
        }
        group.finish();
    }
    // A new operation of the API stops every cloud until its author has said whether it is offered.
    for (const auto& id : known)
        if (!seen.contains(id)) file.fail("the operation '" + id + "' is missing", "operations");
    return operations;
}

rules::RefusalKind readKind(YamlMap& rule) {
    const auto kind = rule.text("kind");
    if (kind == "invalid") return rules::RefusalKind::Invalid;
    if (kind == "denied") return rules::RefusalKind::Denied;
    if (kind == "conflict") return rules::RefusalKind::Conflict;
    rule.fail("'kind' must be invalid, denied or conflict", "kind");
}

/// A rule with its text in each of the cloud's languages, no more and no fewer.
rules::RuleFact readRule(YamlMap& map, const std::string& prefix,
                         const std::vector<std::string>& languages) {
    rules::RuleFact rule;
    rule.id = map.text("id");
    map.describe("rule " + rule.id);
    if (!rule.id.starts_with(prefix + "-"))
        map.fail("the id must begin with '" + prefix + "-'", "id");
    rule.kind = readKind(map);
    if (map.has("code")) rule.code = map.number("code", kHighestCode);
    rule.source = map.text("source");
    // Each language of the cloud and no other: a text that nobody reads would go stale.
    auto texts = map.map("text");
    for (const auto& language : languages) rule.text[language] = texts.text(language);
    texts.finish();
    map.finish();
    return rule;
}

std::vector<rules::RuleFact> readRules(YamlMap& file, const FilesContent& content) {
    std::vector<rules::RuleFact> all;
    std::set<std::string> seen;
    for (auto& map : file.maps("rules")) {
        all.push_back(readRule(map, content.rule_prefix, content.facts.languages));
        if (!seen.insert(all.back().id).second) map.fail("this rule stands twice", "id");
    }
    return all;
}

rules::StatementFact readStatement(YamlMap& map, const std::string& prefix) {
    rules::StatementFact statement;
    statement.id = map.text("id");
    map.describe("statement " + statement.id);
    if (!statement.id.starts_with(prefix + "-"))
        map.fail("the id must begin with '" + prefix + "-'", "id");
    statement.topic = map.text("topic");
    statement.value = map.text("value");
    statement.source = map.text("source");
    map.finish();
    return statement;
}

/// May be absent. Ids are those of rules too: what one names, the other must not.
std::vector<rules::StatementFact> readStatements(YamlMap& file, const FilesContent& content) {
    std::vector<rules::StatementFact> all;
    if (!file.has("statements")) return all;
    std::set<std::string> ids;
    std::set<std::string> topics;
    for (auto& map : file.maps("statements")) {
        all.push_back(readStatement(map, content.rule_prefix));
        if (!ids.insert(all.back().id).second || content.facts.rule(all.back().id) != nullptr)
            map.fail("this id stands twice", "id");
        if (!topics.insert(all.back().topic).second) map.fail("this topic stands twice", "topic");
    }
    return all;
}

/// Codes of the countries whose territory is one of `territories`.
std::vector<std::string> countriesOf(YamlMap& section,
                                     const std::vector<rules::CountryFacts>& countries) {
    std::vector<std::string> codes;
    for (const auto& territory : section.texts("territories")) {
        const auto before = codes.size();
        for (const auto& country : countries)
            if (country.territory == territory) codes.push_back(country.iso2);
        // A misspelt territory would otherwise mean "nobody".
        if (codes.size() == before)
            section.fail("no country has the territory '" + territory + "'", "territories");
    }
    if (codes.empty()) section.fail("'territories' is missing or empty");
    (void)section.text("source");
    return codes;
}

/// Where customers may be and who may sell. The territory of every country is kept, also of those
/// outside: a partner may be enrolled where no customer may be.
void readMarkets(YamlMap& file, const std::vector<rules::CountryFacts>& countries,
                 FilesContent& content) {
    auto customers = file.map("customers");
    const auto codes = countriesOf(customers, countries);
    customers.finish();
    for (const auto& country : countries) {
        content.territories[country.iso2] = country.territory;
        if (std::find(codes.begin(), codes.end(), country.iso2) != codes.end())
            content.facts.countries.push_back(country);
    }
    auto partners = file.map("partners");
    content.facts.partner_countries = countriesOf(partners, countries);
    for (const auto& kind : partners.texts("kinds")) {
        if (kind != "direct-reseller" && kind != "indirect-provider" && kind != "indirect-reseller")
            partners.fail("there is no kind of partner '" + kind + "'", "kinds");
        content.partner_kinds.insert(kind);
    }
    if (content.partner_kinds.empty()) partners.fail("'kinds' is missing or empty");
    partners.finish();
}

/// Domains are compared in small letters, so that is how they must be written.
void requireSmall(const YamlMap& section, const std::string& text, std::string_view key) {
    for (const char c : text)
        if (c >= 'A' && c <= 'Z') section.fail("'" + text + "' must be in small letters", key);
}

/// May be absent: then every primary contact will do.
void readPartnerContacts(YamlMap& file, FilesContent& content) {
    if (!file.has("partner_contacts")) return;
    auto section = file.map("partner_contacts");
    for (const auto& kind : section.texts("kinds")) {
        // Of a kind that the cloud does not enrol, the rule could refuse nobody.
        if (!content.partner_kinds.contains(kind))
            section.fail("'" + kind + "' is none of the cloud's kinds of partner", "kinds");
        content.contact_kinds.insert(kind);
    }
    if (content.contact_kinds.empty()) section.fail("'kinds' is missing or empty");
    for (const auto& domain : section.texts("refused_mail_domains")) {
        requireSmall(section, domain, "refused_mail_domains");
        content.refused_mail_domains.insert(domain);
    }
    if (content.refused_mail_domains.empty())
        section.fail("'refused_mail_domains' is missing or empty");
    (void)section.text("source");
    section.finish();
}

/// May be absent: then customers need not be public bodies.
void readPublicBodies(YamlMap& file, rules::CloudFacts& facts) {
    if (!file.has("public_bodies")) return;
    auto section = file.map("public_bodies");
    facts.public_bodies = section.texts("kinds");
    if (facts.public_bodies.empty()) section.fail("'kinds' is missing or empty");
    for (const auto& kind : facts.public_bodies) requireSmall(section, kind, "kinds");
    (void)section.text("source");
    section.finish();
}

/// Only their form is of interest here: whether the cloud keeps them, the conformance kit asks.
void checkFormOfExamples(YamlMap& file, const rules::CloudFacts& facts) {
    std::set<std::string, std::less<>> rules;
    for (const auto& rule : facts.rules) rules.insert(rule.id);
    (void)readExamples(file, rules);
}

/// A fact that stands as `value` beside its `source`.
YamlMap sourced(YamlMap& file, std::string_view key) {
    auto map = file.map(key);
    (void)map.text("source");
    return map;
}

void readCloud(YamlMap& file, rules::CloudFacts& facts) {
    facts.name = file.text("name");
    auto suffix = sourced(file, "domain_suffix");
    facts.domain_suffix = suffix.text("value");
    suffix.finish();
    facts.languages = file.texts("languages");
    const auto& languages = facts.languages;
    // What everyone is answered in whose language is missing.
    if (std::find(languages.begin(), languages.end(), "en") == languages.end())
        file.fail("'languages' must contain en", "languages");
    auto locations = sourced(file, "locations");
    facts.locations = locations.texts("labels");
    if (facts.locations.empty()) locations.fail("'labels' is missing or empty");
    locations.finish();
    auto one_partner = sourced(file, "one_partner_per_customer");
    facts.one_partner_per_customer = one_partner.flag("value", false);
    one_partner.finish();
    auto sandbox = sourced(file, "sandbox_customers");
    facts.sandbox_customers =
        static_cast<std::uint32_t>(sandbox.number("value", kMostSandboxCustomers));
    sandbox.finish();
}

}  // namespace

FilesContent readFacts(const std::string& directory) {
    auto file = YamlMap::parseFile(directory + "/cloud.yaml", "cloud.yaml");
    // First, since all else is read by it.
    if (file.text("schema") != "1") file.fail("'schema' must be 1", "schema");
    FilesContent content;
    content.facts.id = file.text("id");
    content.rule_prefix = file.text("rule_prefix");
    readCloud(file, content.facts);
    readMarkets(file, readCountries(directory), content);
    content.facts.operations = readOperations(file, directory);
    readPartnerContacts(file, content);
    readPublicBodies(file, content.facts);
    readOffers(file, content.facts);
    readManagedServices(file, content.facts);
    content.facts.rules = readRules(file, content);
    content.facts.statements = readStatements(file, content);
    checkFormOfExamples(file, content.facts);
    file.finish();
    return content;
}

}  // namespace concordat::basic
