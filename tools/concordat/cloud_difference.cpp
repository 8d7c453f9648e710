#include "tools/concordat/cloud_difference.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "core/base/json_writer.hpp"

namespace concordat::cli {

namespace {

/// What a cloud has of one section: names and values.
using Traits = std::map<std::string, std::string>;

constexpr std::size_t kWidth = 100;

DifferenceSection compare(std::string name, const Traits& left, const Traits& right,
                          const std::string& absent) {
    std::set<std::string> all;
    for (const auto* traits : {&left, &right})
        for (const auto& [what, value] : *traits) all.insert(what);
    const auto valueOf = [&](const Traits& traits, const std::string& what) {
        const auto found = traits.find(what);
        return found == traits.end() ? absent : found->second;
    };
    DifferenceSection section{std::move(name), {}};
    for (const auto& what : all) {
        Difference difference{what, valueOf(left, what), valueOf(right, what)};
        if (difference.left != difference.right)
            section.differences.push_back(std::move(difference));
    }
    return section;
}

std::string joined(const std::vector<std::string>& texts) {
    std::string all;
    for (const auto& text : texts) all.append(all.empty() ? "" : ", ").append(text);
    return all;
}

Traits namesOf(const rules::CloudFacts& facts) {
    return {{"name", facts.name},
            {"domains of customers end with", facts.domain_suffix},
            {"languages of rules", joined(facts.languages)}};
}

Traits operationsOf(const rules::CloudFacts& facts) {
    Traits traits;
    for (const auto& operation : facts.operations)
        traits[operation.id] = operation.offered          ? "offered"
                               : operation.portal.empty() ? "not offered"
                                                          : "done in " + operation.portal;
    return traits;
}

Traits customersOf(const rules::CloudFacts& facts) {
    Traits traits;
    for (const auto& country : facts.countries) traits[country.iso2] = "customers";
    for (const auto& kind : facts.public_bodies) traits["public body: " + kind] = "customers";
    if (facts.public_bodies.empty()) traits["any organization"] = "customers";
    return traits;
}

/// Which kinds of partner there are is known to the rules alone.
Traits partnersOf(const rules::Cloud& cloud) {
    Traits traits;
    const auto& countries = cloud.facts().partner_countries;
    for (const auto& country : countries) traits[country] = "partners";
    const std::pair<const char*, rules::PartnerKind> kinds[] = {
        {"direct resellers", rules::PartnerKind::DirectReseller},
        {"indirect providers", rules::PartnerKind::IndirectProvider},
        {"indirect resellers", rules::PartnerKind::IndirectReseller}};
    for (const auto& [name, kind] : kinds)
        if (!countries.empty() &&
            cloud.mayEnrol({.country = countries.front(), .kind = kind}).allowed())
            traits[name] = "partners";
    return traits;
}

Traits currenciesOf(const rules::CloudFacts& facts) {
    std::map<std::string, int> countries;
    for (const auto& country : facts.countries)
        ++countries[country.currency.empty() ? "not known" : country.currency];
    Traits traits;
    for (const auto& [currency, count] : countries)
        traits[currency] = std::to_string(count) + (count == 1 ? " country" : " countries");
    return traits;
}

Traits limitsOf(const rules::CloudFacts& facts) {
    return {
        {"customers in a sandbox", std::to_string(facts.sandbox_customers)},
        {"licences of a subscription in a sandbox", std::to_string(facts.sandbox_licences)},
        {"subscriptions of a customer in a sandbox", std::to_string(facts.sandbox_subscriptions)},
        {"partners of a customer", facts.one_partner_per_customer ? "one" : "several"}};
}

Traits residencyOf(const rules::CloudFacts& facts) {
    Traits traits;
    for (const auto& location : facts.locations) traits[location] = "records may be kept here";
    return traits;
}

std::string statusOf(rules::RefusalKind kind) {
    switch (kind) {
        case rules::RefusalKind::Invalid:
            return "400";
        case rules::RefusalKind::Denied:
            return "403";
        case rules::RefusalKind::Conflict:
            return "409";
    }
    return {};
}

Traits rulesOf(const rules::CloudFacts& facts) {
    Traits traits;
    for (const auto& rule : facts.rules) {
        const auto english = rule.text.find("en");
        traits[rule.id.substr(rule.id.find('-') + 1)] =
            statusOf(rule.kind) + (rule.code == 0 ? "" : " " + std::to_string(rule.code)) + ": " +
            (english == rule.text.end() ? "" : english->second);
    }
    return traits;
}

Traits statementsOf(const rules::CloudFacts& facts) {
    Traits traits;
    for (const auto& statement : facts.statements) traits[statement.topic] = statement.value;
    return traits;
}

/// Names that share both values, in the order of the first of each.
struct Group {
    std::string left;
    std::string right;
    std::vector<std::string> names;
};

std::vector<Group> groupsOf(const std::vector<Difference>& differences) {
    std::vector<Group> groups;
    for (const auto& one : differences) {
        const auto same = [&](const Group& group) {
            return group.left == one.left && group.right == one.right;
        };
        const auto found = std::find_if(groups.begin(), groups.end(), same);
        if (found == groups.end())
            groups.push_back({one.left, one.right, {one.what}});
        else
            found->names.push_back(one.what);
    }
    return groups;
}

/// The names of a group, as many on a line as fit.
std::string lines(const std::vector<std::string>& names) {
    std::string all;
    std::string line;
    for (const auto& name : names) {
        if (!line.empty() && line.size() + name.size() + 2 > kWidth) {
            all += "  " + line + ",\n";
            line.clear();
        }
        line.append(line.empty() ? "" : ", ").append(name);
    }
    return all + "  " + line + "\n";
}

}  // namespace

std::vector<DifferenceSection> compareClouds(const rules::Cloud& left, const rules::Cloud& right) {
    const auto& one = left.facts();
    const auto& other = right.facts();
    return {compare("names", namesOf(one), namesOf(other), "none"),
            compare("operations", operationsOf(one), operationsOf(other), "not known"),
            compare("customers", customersOf(one), customersOf(other), "no customers"),
            compare("partners", partnersOf(left), partnersOf(right), "no partners"),
            compare("currencies", currenciesOf(one), currenciesOf(other), "no country"),
            compare("limits", limitsOf(one), limitsOf(other), "none"),
            compare("residency", residencyOf(one), residencyOf(other), "no records here"),
            compare("rules", rulesOf(one), rulesOf(other), "no such rule"),
            compare("statements", statementsOf(one), statementsOf(other), "not stated")};
}

std::string differencesAsText(const std::string& left, const std::string& right,
                              const std::vector<DifferenceSection>& sections) {
    const auto width = std::max(left.size(), right.size()) + 2;
    const auto line = [&](const std::string& cloud, const std::string& value) {
        return "    " + cloud + std::string(width - cloud.size(), ' ') + value + "\n";
    };
    std::string text;
    for (const auto& section : sections) {
        if (section.differences.empty()) continue;
        text += (text.empty() ? "" : "\n") + section.name + ": " +
                std::to_string(section.differences.size()) + "\n";
        for (const auto& group : groupsOf(section.differences))
            text += lines(group.names) + line(left, group.left) + line(right, group.right);
    }
    return text.empty() ? left + " and " + right + " do not differ\n" : text;
}

std::string differencesAsJson(const std::string& left, const std::string& right,
                              const std::vector<DifferenceSection>& sections) {
    std::string text;
    JsonWriter json(text);
    json.beginObject().name("clouds").beginArray().value(left).value(right).endArray();
    json.name("sections").beginArray();
    for (const auto& section : sections) {
        json.beginObject().member("name", section.name).name("differences").beginArray();
        for (const auto& one : section.differences)
            json.beginObject()
                .member("what", one.what)
                .member("left", one.left)
                .member("right", one.right)
                .endObject();
        json.endArray().endObject();
    }
    json.endArray().endObject();
    return text;
}

}  // namespace concordat::cli
