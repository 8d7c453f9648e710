#include <algorithm>
#include <set>

#include <concordat/basic_internal/facts_files.hpp>
#include <concordat/basic_internal/yaml_map.hpp>
#include <concordat/rules/portal_address.hpp>

namespace concordat::basic {

namespace {

std::string readAddress(YamlMap& map, std::string_view key) {
    auto address = map.text(key);
    if (const auto fault = rules::PortalAddress::faultOf(address); !fault.empty())
        map.fail("'" + std::string(key) + "' is no address of a portal: " + fault, key);
    return address;
}

void addOnce(std::vector<std::string>& skus, const std::string& id) {
    if (std::find(skus.begin(), skus.end(), id) == skus.end()) skus.push_back(id);
}

/// The SKUs that give the service of that name.
void addSkusWith(YamlMap& map, const rules::CloudFacts& facts, const std::string& service,
                 std::vector<std::string>& skus) {
    bool given = false;
    for (const auto& sku : facts.skus) {
        if (std::find(sku.services.begin(), sku.services.end(), service) == sku.services.end())
            continue;
        addOnce(skus, sku.id);
        given = true;
    }
    if (!given) map.fail("no SKU gives the service '" + service + "'", "services");
}

/// The SKUs of that part number.
void addSkusNamed(YamlMap& map, const rules::CloudFacts& facts, const std::string& part_number,
                  std::vector<std::string>& skus) {
    bool sold = false;
    for (const auto& offer : facts.offers) {
        if (offer.sku_name != part_number) continue;
        addOnce(skus, offer.sku_id);
        sold = true;
    }
    if (!sold) map.fail("no offer gives the SKU '" + part_number + "'", "skus");
}

rules::ManagedServiceFact readManagedService(YamlMap& map, const rules::CloudFacts& facts) {
    rules::ManagedServiceFact service;
    service.id = map.text("id");
    map.describe("managed service " + service.id);
    service.name = map.text("name");
    service.group_name = map.text("group");
    for (const auto& name : map.texts("services")) addSkusWith(map, facts, name, service.skus);
    for (const auto& name : map.texts("skus")) addSkusNamed(map, facts, name, service.skus);
    if (service.skus.empty())
        map.fail("'services' or 'skus' must say what brings the service to a customer");
    service.admin_service = readAddress(map, "admin_service");
    map.finish();
    return service;
}

}  // namespace

void readManagedServices(YamlMap& file, rules::CloudFacts& facts) {
    if (!file.has("managed_services")) return;
    auto section = file.map("managed_services");
    (void)section.text("source");
    const auto health = readAddress(section, "service_health");
    const auto ticket = readAddress(section, "service_ticket");
    std::set<std::string> seen;
    for (auto& map : section.maps("items")) {
        auto service = readManagedService(map, facts);
        if (!seen.insert(service.id).second) map.fail("this managed service stands twice", "id");
        service.service_health = health;
        service.service_ticket = ticket;
        facts.managed_services.push_back(std::move(service));
    }
    section.finish();
}

}  // namespace concordat::basic
