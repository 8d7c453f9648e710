#include "core/accounts/self_serve_policy_service.hpp"

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/json_writer.hpp"

namespace concordat::accounts {
namespace {

/// What the record keeps of a policy, in the form of record_values.hpp.
std::string recordValueOf(const SelfServePolicy& policy) {
    std::string text;
    JsonWriter json(text);
    json.beginObject()
        .member("Id", policy.id.value)
        .member("CustomerId", policy.customer.value)
        .name("Permissions")
        .beginArray();
    if (policy.permissions.has(SelfServePermission::PurchaseAzureReservedInstances))
        json.value("AzureReservedInstances/Purchase");
    json.endArray().endObject();
    return text;
}

}  // namespace

SelfServePolicy SelfServePolicyService::get(const PartnerId& partner,
                                            const SelfServePolicyId& policy) {
    auto found = store_.find(partner, policy);
    if (!found) throw Error(ErrorKind::NotFound, codes::kUnknownSelfServePolicy);
    return *std::move(found);
}

std::vector<SelfServePolicy> SelfServePolicyService::list(const PartnerId& partner,
                                                          const CustomerId& customer) {
    (void)customers_.get(partner, customer);
    return store_.policies(partner, customer);
}

SelfServePolicy SelfServePolicyService::current(const PartnerId& partner,
                                                const SelfServePolicyId& policy,
                                                const std::optional<ExpectedVersion>& expected) {
    auto found = get(partner, policy);
    if (expected) expected->require(found.version);
    return found;
}

changes::ChangeSet SelfServePolicyService::setFor(const PartnerId& partner,
                                                  const audit::Actor& actor,
                                                  const SelfServePolicy& policy,
                                                  audit::OperationType operation) {
    const auto customer = customers_.get(partner, policy.customer);
    changes::ChangeSet set;
    set.partner = partner;
    set.entry = audit::entryBy(actor, partner, audit::ResourceType::SelfServePolicy, operation);
    set.entry.customer = customer.id;
    set.entry.customer_name = customer.company_name;
    set.entry.customized_data = {{"SelfServePolicyId", policy.id.value.toString()}};
    return set;
}

PlannedSelfServePolicy SelfServePolicyService::planAdd(const PartnerId& partner,
                                                       const audit::Actor& actor,
                                                       const CustomerId& customer,
                                                       SelfServePermissions permissions) {
    const SelfServePolicy policy{{makeUuid(actor.at)}, customer, permissions};
    PlannedSelfServePolicy planned{
        setFor(partner, actor, policy, audit::OperationType::CreateSelfServePolicy), policy};
    planned.changes.entry.new_value = recordValueOf(policy);
    planned.changes.changes.emplace_back(changes::AddSelfServePolicy{policy});
    return planned;
}

PlannedSelfServePolicy SelfServePolicyService::planUpdate(const PartnerId& partner,
                                                          const audit::Actor& actor,
                                                          const SelfServePolicy& change,
                                                          std::optional<ExpectedVersion> expected) {
    const auto before = current(partner, change.id, expected);
    if (change.customer != before.customer)
        throw Error(ErrorKind::InvalidRequest, codes::kBadProperty, {"selfServeEntity.tenantID"});
    PlannedSelfServePolicy planned{
        setFor(partner, actor, before, audit::OperationType::UpdateSelfServePolicy), before};
    planned.policy.permissions = change.permissions;
    planned.changes.entry.old_value = recordValueOf(before);
    planned.changes.entry.new_value = recordValueOf(planned.policy);
    planned.changes.changes.emplace_back(
        changes::ReplaceSelfServePolicy{planned.policy, before.version});
    ++planned.policy.version;
    return planned;
}

PlannedSelfServePolicy SelfServePolicyService::planDelete(const PartnerId& partner,
                                                          const audit::Actor& actor,
                                                          const SelfServePolicyId& policy,
                                                          std::optional<ExpectedVersion> expected) {
    const auto before = current(partner, policy, expected);
    PlannedSelfServePolicy planned{
        setFor(partner, actor, before, audit::OperationType::DeleteSelfServePolicy), before};
    planned.changes.entry.old_value = recordValueOf(before);
    planned.changes.changes.emplace_back(changes::DeleteSelfServePolicy{policy, before.version});
    return planned;
}

}  // namespace concordat::accounts
