#include "tests/clouds/cloud_case.hpp"

#include <set>
#include <stdexcept>
#include <yaml-cpp/yaml.h>

#include "core/base/time.hpp"

namespace concordat::tests {

namespace {

const std::string kAddress = "billingProfile.defaultAddress.";

rules::PartnerKind kindOf(const std::string& name) {
    if (name == "direct-reseller") return rules::PartnerKind::DirectReseller;
    if (name == "indirect-provider") return rules::PartnerKind::IndirectProvider;
    if (name == "indirect-reseller") return rules::PartnerKind::IndirectReseller;
    throw std::runtime_error("there is no kind of partner '" + name + "'");
}

ReviewRow reviewOf(const YAML::Node& node) {
    static const std::map<std::string, rules::Eligibility> states{
        {"not-asked", rules::Eligibility::NotAsked},
        {"in-review", rules::Eligibility::InReview},
        {"approved", rules::Eligibility::Approved},
        {"denied", rules::Eligibility::Denied}};
    ReviewRow row{states.at(node["eligibility"].as<std::string>()), {}, {}};
    row.rule = node["refused"].as<std::string>("");
    if (node["decided"])
        row.decided = parseInstant(node["decided"].as<std::string>() + "T00:00:00Z").value();
    return row;
}

std::map<std::string, std::string> textsOf(const YAML::Node& node) {
    return node ? node.as<std::map<std::string, std::string>>()
                : std::map<std::string, std::string>();
}

std::string textOf(const YAML::Node& node, const char* key) {
    return node[key].as<std::string>("");
}

void setAll(Placement& placement, const std::map<std::string, std::string>& values) {
    for (const auto& [member, value] : values) placement.set(member, value);
}

PlacementRow rowOf(const YAML::Node& node, const Placement& good) {
    PlacementRow row{node["name"].as<std::string>(), good, textOf(node, "refused"),
                     textOf(node, "member")};
    if (node["address"]) row.placement.moveTo(textsOf(node["address"]));
    setAll(row.placement, textsOf(node["change"]));
    return row;
}

YAML::Node readFile(const std::string& name) {
    try {
        return YAML::LoadFile(std::string(CLOUD_CASES) + "/" + name);
    } catch (const YAML::BadFile&) {
        throw std::runtime_error("tests/clouds/" + name + " is missing: write it for this cloud");
    }
}

CloudCase readCase(const std::string& folder) {
    const auto file = readFile(folder + ".yaml");
    CloudCase cloud;
    cloud.folder = folder;
    cloud.rule_prefix = file["rule_prefix"].as<std::string>();
    cloud.settings = textsOf(file["settings"]);
    // What is alike everywhere; a case sets the rest, or something else.
    setAll(cloud.good, {{"partner.id", "11111111-1111-4111-8111-111111111111"},
                        {"companyProfile.companyName", "Adatum"},
                        {"billingProfile.companyName", "Adatum"},
                        {"billingProfile.firstName", "Ada"},
                        {"billingProfile.lastName", "Tum"},
                        {"billingProfile.email", "ada@adatum.example"},
                        {"billingProfile.culture", "en-US"},
                        {"billingProfile.language", "en"}});
    setAll(cloud.good, textsOf(file["good"]));
    cloud.one_partner_per_customer = file["one_partner_per_customer"].as<bool>();
    cloud.customer_countries =
        file["customer_countries"].as<std::vector<std::string>>(std::vector<std::string>());
    cloud.ending_refused = textOf(file, "ending_refused");
    for (const auto& row : file["placements"]) cloud.placements.push_back(rowOf(row, cloud.good));
    for (const auto& row : file["enrolments"])
        cloud.enrolments.push_back({row["country"].as<std::string>(),
                                    kindOf(row["kind"].as<std::string>()), textOf(row, "refused"),
                                    textOf(row, "contact")});
    for (const auto& row : file["reviews"]) cloud.reviews.push_back(reviewOf(row));
    for (const auto& row : file["locations"])
        cloud.locations.push_back({row["label"].as<std::string>(), textOf(row, "refused")});
    return cloud;
}

}  // namespace

void Placement::set(const std::string& member, const std::string& value) {
    static const std::set<std::string> members{"partner.id",
                                               "partner.country",
                                               "companyProfile.domain",
                                               "companyProfile.companyName",
                                               "companyProfile.organizationRegistrationNumber",
                                               "companyProfile.publicBody",
                                               "billingProfile.firstName",
                                               "billingProfile.lastName",
                                               "billingProfile.email",
                                               "billingProfile.culture",
                                               "billingProfile.language",
                                               "billingProfile.companyName",
                                               kAddress + "country",
                                               kAddress + "region",
                                               kAddress + "city",
                                               kAddress + "state",
                                               kAddress + "addressLine1",
                                               kAddress + "addressLine2",
                                               kAddress + "postalCode",
                                               kAddress + "firstName",
                                               kAddress + "lastName",
                                               kAddress + "phoneNumber"};
    if (member == "now") {
        const auto instant = parseInstant(value);
        if (!instant) throw std::runtime_error("'" + value + "' is no time");
        now_ = *instant;
        return;
    }
    if (!members.contains(member)) throw std::runtime_error("there is no member '" + member + "'");
    values_[member] = value;
}

void Placement::moveTo(const std::map<std::string, std::string>& address) {
    std::erase_if(values_, [](const auto& entry) { return entry.first.starts_with(kAddress); });
    set(kAddress + "city", "City");
    set(kAddress + "addressLine1", "Street 1");
    for (const auto& [member, value] : address) set(kAddress + member, value);
}

std::string_view Placement::value(std::string_view member) const {
    const auto found = values_.find(member);
    return found == values_.end() ? std::string_view() : std::string_view(found->second);
}

rules::PartnerView Placement::partner() const {
    return {.id = value("partner.id"), .country = value("partner.country")};
}

rules::CustomerDraftView Placement::draft() const {
    const auto address = [this](const char* member) { return value(kAddress + member); };
    rules::CustomerDraftView draft{
        .domain = value("companyProfile.domain"),
        .company_name = value("companyProfile.companyName"),
        .registration_number = value("companyProfile.organizationRegistrationNumber"),
        .public_body = value("companyProfile.publicBody")};
    draft.billing = {.first_name = value("billingProfile.firstName"),
                     .last_name = value("billingProfile.lastName"),
                     .email = value("billingProfile.email"),
                     .culture = value("billingProfile.culture"),
                     .language = value("billingProfile.language"),
                     .company_name = value("billingProfile.companyName")};
    draft.billing.default_address = {.country = address("country"),
                                     .region = address("region"),
                                     .city = address("city"),
                                     .state = address("state"),
                                     .address_line1 = address("addressLine1"),
                                     .address_line2 = address("addressLine2"),
                                     .postal_code = address("postalCode"),
                                     .first_name = address("firstName"),
                                     .last_name = address("lastName"),
                                     .phone_number = address("phoneNumber")};
    return draft;
}

const CloudCase& cloudCase(const std::string& folder) {
    static std::map<std::string, CloudCase> cases;
    auto found = cases.find(folder);
    if (found == cases.end()) found = cases.emplace(folder, readCase(folder)).first;
    return found->second;
}

}  // namespace concordat::tests
