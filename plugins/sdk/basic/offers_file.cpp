#include <algorithm>
#include <set>

#include <concordat/basic_internal/facts_files.hpp>
#include <concordat/basic_internal/yaml_map.hpp>

namespace concordat::basic {

namespace {

/// The partner API's own figure for offers without a limit.
constexpr int kMostLicences = 10'000'000;
constexpr int kHighestLimit = 1'000;

rules::OfferCategoryFact readCategory(YamlMap& map) {
    rules::OfferCategoryFact category;
    category.id = map.text("id");
    map.describe("category " + category.id);
    category.name = map.text("name");
    map.finish();
    return category;
}

std::uint32_t numberOr(YamlMap& map, std::string_view key, int most, std::uint32_t otherwise) {
    return map.has(key) ? static_cast<std::uint32_t>(map.number(key, most)) : otherwise;
}

void readQuantities(YamlMap& map, rules::OfferFact& offer) {
    offer.minimum_quantity = numberOr(map, "least", kMostLicences, 1);
    offer.maximum_quantity = static_cast<std::uint32_t>(map.number("most", kMostLicences));
    if (offer.minimum_quantity == 0 || offer.minimum_quantity > offer.maximum_quantity)
        map.fail("'least' must be between 1 and 'most'", "least");
    offer.limit = numberOr(map, "limit", kHighestLimit, 0);
    offer.limit_unit = map.textIfAny("limit_unit");
    if (offer.limit_unit.empty()) offer.limit_unit = "none";
    const bool known = offer.limit_unit == "concurrent" || offer.limit_unit == "lifetime";
    if (known != (offer.limit > 0))
        map.fail("'limit' and its 'limit_unit', concurrent or lifetime, belong together", "limit");
}

void readCycles(YamlMap& map, rules::OfferFact& offer) {
    offer.billing_cycles = map.texts("billing_cycles");
    if (offer.billing_cycles.empty()) map.fail("'billing_cycles' is missing or empty");
    for (const auto& cycle : offer.billing_cycles)
        if (cycle != "monthly" && cycle != "annual")
            map.fail("a billing cycle must be monthly or annual", "billing_cycles");
}

rules::OfferFact readOffer(YamlMap& map) {
    rules::OfferFact offer;
    offer.id = map.text("id");
    map.describe("offer " + offer.id);
    offer.name = map.text("name");
    offer.description = map.text("description");
    offer.category = map.text("category");
    offer.sku_id = map.text("sku");
    offer.sku_name = map.text("sku_name");
    readQuantities(map, offer);
    readCycles(map, offer);
    offer.countries = map.texts("countries");
    offer.prerequisites = map.texts("add_on_to");
    offer.add_on = !offer.prerequisites.empty();
    offer.trial = map.flag("trial", false);
    offer.auto_renewable = !offer.trial;
    offer.upgrades = map.texts("upgrades_to");
    offer.conversions = map.texts("converts_to");
    map.finish();
    return offer;
}

std::uint32_t limitOf(YamlMap& map, std::string_view key, int most) {
    const int limit = map.number(key, most);
    if (limit == 0) map.fail("a sandbox in which nothing can be bought tests nothing", key);
    return static_cast<std::uint32_t>(limit);
}

void readSandbox(YamlMap& section, rules::CloudFacts& facts) {
    if (!section.has("sandbox")) return;
    auto map = section.map("sandbox");
    (void)map.text("source");
    facts.sandbox_subscriptions = limitOf(map, "subscriptions", kHighestLimit);
    facts.sandbox_licences = limitOf(map, "licences", kMostLicences);
    map.finish();
}

/// User, or Tenant for what no user is given.
std::string readTarget(YamlMap& map) {
    auto target = map.textIfAny("target");
    if (target.empty()) target = "User";
    if (target != "User" && target != "Tenant") map.fail("'target' is User or Tenant", "target");
    return target;
}

rules::SkuFact readSku(YamlMap& map) {
    rules::SkuFact sku;
    sku.id = map.text("id");
    map.describe("SKU " + sku.id);
    sku.name = map.text("name");
    if (map.has("licence_group")) sku.licence_group = map.text("licence_group");
    if (sku.licence_group != "group1" && sku.licence_group != "group2")
        map.fail("'licence_group' is group1 or group2", "licence_group");
    sku.target = readTarget(map);
    sku.services = map.texts("services");
    map.finish();
    return sku;
}

rules::ServicePlanFact readService(YamlMap& map) {
    rules::ServicePlanFact plan;
    plan.id = map.text("id");
    map.describe("service " + plan.id);
    plan.name = map.text("name");
    plan.title = map.text("title");
    plan.target = readTarget(map);
    map.finish();
    return plan;
}

/// What the offers give: both lists may be absent, and what is named in one is in the other.
void readSkus(YamlMap& section, rules::CloudFacts& facts) {
    std::set<std::string> names;
    std::set<std::string> seen;
    if (section.has("services"))
        for (auto& map : section.maps("services")) {
            facts.service_plans.push_back(readService(map));
            const auto& plan = facts.service_plans.back();
            if (!seen.insert(plan.id).second || !names.insert(plan.name).second)
                map.fail("this service stands twice", "id");
        }
    if (!section.has("skus")) return;
    seen.clear();
    for (auto& map : section.maps("skus")) {
        facts.skus.push_back(readSku(map));
        const auto& sku = facts.skus.back();
        if (!seen.insert(sku.id).second) map.fail("this SKU stands twice", "id");
        for (const auto& name : sku.services)
            if (!names.contains(name)) map.fail("there is no service '" + name + "'", "services");
        if (std::none_of(facts.offers.begin(), facts.offers.end(),
                         [&](const auto& offer) { return offer.sku_id == sku.id; }))
            map.fail("no offer gives the SKU '" + sku.id + "'", "id");
    }
}

/// Ids of offers name offers, and the category one of the list.
void checkReferences(YamlMap& section, const rules::CloudFacts& facts) {
    const auto known = [&](const std::string& id) {
        return std::any_of(facts.offers.begin(), facts.offers.end(),
                           [&](const auto& offer) { return offer.id == id; });
    };
    for (const auto& offer : facts.offers) {
        for (const auto* list : {&offer.prerequisites, &offer.upgrades, &offer.conversions})
            for (const auto& id : *list)
                if (!known(id)) section.fail("there is no offer '" + id + "'", "items");
        const auto& categories = facts.offer_categories;
        if (std::none_of(categories.begin(), categories.end(),
                         [&](const auto& category) { return category.id == offer.category; }))
            section.fail("there is no category '" + offer.category + "'", "items");
        for (const auto& code : offer.countries)
            if (facts.country(code) == nullptr)
                section.fail("'" + code + "' is no country of the cloud", "items");
    }
}

}  // namespace

void readOffers(YamlMap& file, rules::CloudFacts& facts) {
    if (!file.has("offers")) return;
    auto section = file.map("offers");
    (void)section.text("source");
    readSandbox(section, facts);
    std::set<std::string> seen;
    for (auto& map : section.maps("categories")) {
        facts.offer_categories.push_back(readCategory(map));
        facts.offer_categories.back().rank =
            static_cast<std::uint32_t>(facts.offer_categories.size());
        if (!seen.insert(facts.offer_categories.back().id).second)
            map.fail("this category stands twice", "id");
    }
    seen.clear();
    for (auto& map : section.maps("items")) {
        facts.offers.push_back(readOffer(map));
        facts.offers.back().rank = static_cast<std::uint32_t>(facts.offers.size());
        if (!seen.insert(facts.offers.back().id).second) map.fail("this offer stands twice", "id");
    }
    checkReferences(section, facts);
    readSkus(section, facts);
    section.finish();
}

}  // namespace concordat::basic
