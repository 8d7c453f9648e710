#include "core/accounts/domain_service.hpp"

#include <algorithm>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/json_writer.hpp"

namespace concordat::accounts {
namespace {

constexpr const char* kMember = "verifiedDomainName";
/// Of a name in the domain name system.
constexpr std::size_t kMostName = 253;

std::string recordValueOf(const std::string& domain) {
    std::string text;
    JsonWriter json(text);
    json.beginObject()
        .member("Name", domain)
        .member("Status", "verified")
        .member("VerificationMethod", "dns_record")
        .endObject();
    return text;
}

}  // namespace

/// The cloud gives names below its own suffix away when customers are added, and in no other way.
void DomainService::requireOwnName(const std::string& domain) const {
    const auto& suffix = cloud_.facts().domain_suffix;
    const bool of_cloud = domain == suffix || domain.ends_with("." + suffix);
    if (of_cloud || domain.size() + DomainProver::kLabel.size() > kMostName)
        throw Error(ErrorKind::InvalidRequest, codes::kBadProperty, {kMember});
}

void DomainService::requireProof(const DomainProof& proof) {
    const auto texts = records_->textsOf(proof.name);
    if (std::find(texts.begin(), texts.end(), proof.value) == texts.end())
        throw Error(ErrorKind::Conflict, codes::kDomainUnproven, {proof.name, proof.value});
}

PlannedDomain DomainService::planAdd(const PartnerId& partner, const audit::Actor& actor,
                                     const CustomerId& customer, std::string domain) {
    const auto held = customers_.getOwn(partner, customer);
    users_.requireAdministration(partner, held, DirectoryRole::CompanyAdministrator, actor.at);
    if (records_ == nullptr) throw Error(ErrorKind::Forbidden, codes::kDomainProofOff);
    requireOwnName(domain);
    // What is taken is asked nobody about.
    if (customers_.isDomainTaken(domain))
        throw Error(ErrorKind::Conflict, codes::kDomainTaken, {domain});
    requireProof(prover_.proofOf(partner, customer, domain));
    PlannedDomain planned;
    auto& set = planned.changes;
    set.partner = partner;
    // Whoever else adds one for this customer waits, so that they are counted.
    set.changes.emplace_back(changes::HoldRelationship{customer});
    set.changes.emplace_back(changes::AddVerifiedDomain{customer, domain, kMost});
    set.entry = audit::entryBy(actor, partner, audit::ResourceType::CustomerDomain,
                               audit::OperationType::AddCustomerDomain);
    set.entry.customer = customer;
    set.entry.customer_name = held.company_name;
    set.entry.customized_data = {{"DomainName", domain}};
    set.entry.new_value = recordValueOf(domain);
    planned.domain = std::move(domain);
    return planned;
}

}  // namespace concordat::accounts
