#include "core/accounts/customer_service.hpp"

#include "core/accounts/credentials.hpp"
#include "core/accounts/record_values.hpp"
#include "core/accounts/refusal.hpp"
#include "core/accounts/rule_views.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/text.hpp"

namespace concordat::accounts {
namespace {

// What all entries about a customer have in common; the caller adds what changed.
audit::Entry entryFor(const partners::Partner& partner, const audit::Actor& actor,
                      const Customer& customer, audit::OperationType operation) {
    auto entry = audit::entryBy(actor, partner.id, audit::ResourceType::Customer, operation);
    entry.customer = customer.id;
    entry.customer_name = customer.company_name;
    return entry;
}

Customer customerFrom(CustomerDraft draft, Instant now) {
    Customer customer;
    // In order of time: rows that are added together lie together in every index.
    customer.id = CustomerId{makeUuid(now)};
    customer.commerce_id = makeUuid(now);
    customer.domain = std::move(draft.domain);
    customer.company_name = std::move(draft.company_name);
    customer.registration_number = std::move(draft.registration_number);
    customer.public_body = std::move(draft.public_body);
    customer.billing = std::move(draft.billing);
    customer.created = now;
    return customer;
}

/// The resellers that see a customer see it no more, and read in their records why.
changes::UnshareCustomer unshare(const audit::Actor& actor, const Customer& customer,
                                 const audit::Entry& entry) {
    changes::UnshareCustomer change{
        customer.id,
        audit::entryBy(
            {.application = {}, .user_name = {}, .correlation = actor.correlation, .at = actor.at},
            PartnerId{}, entry.resource, entry.operation)};
    change.told.customer_name = customer.company_name;
    change.told.customized_data = {{"CustomerId", customer.id.value.toString()},
                                   {"PrimaryDomainName", customer.domain}};
    return change;
}

PlannedChange planEnd(const partners::Partner& partner, const audit::Actor& actor,
                      Customer customer) {
    PlannedChange planned;
    planned.customer = std::move(customer);
    auto& set = planned.changes;
    set.partner = partner.id;
    set.changes.emplace_back(changes::DeleteCustomer{planned.customer.id});
    set.entry = entryFor(partner, actor, planned.customer, audit::OperationType::DeleteCustomer);
    set.changes.emplace_back(unshare(actor, planned.customer, set.entry));
    set.entry.customized_data = {{"PrimaryDomainName", planned.customer.domain}};
    return planned;
}

}  // namespace

Customer CustomerService::get(const PartnerId& partner, const CustomerId& customer) {
    auto found = store_.find(partner, customer);
    // One answer for none, for another partner's and for one that has been removed.
    if (!found) throw Error(ErrorKind::NotFound, codes::kUnknownTenant);
    return *std::move(found);
}

Customer CustomerService::getOwn(const PartnerId& partner, const CustomerId& customer) {
    auto found = get(partner, customer);
    if (found.shared_by) throw Error(ErrorKind::Forbidden, codes::kNoCommercialRelationship);
    return found;
}

void CustomerService::list(const PartnerId& partner, const CustomerQuery& query,
                           CustomerPage& page) {
    store_.list(partner, query, page);
}

bool CustomerService::isDomainTaken(std::string_view domain) {
    return store_.isDomainTaken(toLowerAscii(domain));
}

/// The review of the customer's claim to be a public body. Read only where a cloud asks for one;
/// customers that were added before there were reviews have said the kind and have no claim yet.
std::optional<Qualification> CustomerService::claimOf(const PartnerId& partner,
                                                      const Customer& customer) {
    if (cloud_.facts().public_bodies.empty() || customer.public_body.empty()) return std::nullopt;
    for (auto& one : qualifications_.qualifications(partner, customer.id))
        if (one.kind == QualificationKind::PublicBody) return std::move(one);
    return Qualification{QualificationKind::PublicBody, Vetting::InReview, customer.created};
}

PlannedCustomer CustomerService::planAdd(const partners::Partner& partner,
                                         const audit::Actor& actor, CustomerDraft draft) {
    if (partner.state == partners::PartnerState::Suspended)
        throw Error(ErrorKind::Forbidden, codes::kProgrammeInactive);
    // Named, because the views of it must live until the rule has answered.
    const PartnerForRules asking(partner);
    // Before anything is made: a rule is asked outside any transaction.
    throwIfRefused(cloud_.facts(), cloud_.mayAddCustomer(asking.view(), viewOf(draft), actor.at));

    PlannedCustomer planned;
    // Claimed here; an operator reviews it.
    Qualification claim{QualificationKind::PublicBody, Vetting::InReview, actor.at};
    claim.evidence = std::move(draft.public_body_evidence);
    planned.customer = customerFrom(std::move(draft), actor.at);
    auto made = makeAdministrator(actor.at);
    planned.user_name = made.administrator.user_name;
    planned.password = std::move(made.password);

    auto& set = planned.changes;
    set.partner = partner.id;
    // Before the AddCustomer that it guards: a change set is applied in order.
    if (partner.sandbox)
        set.changes.emplace_back(changes::LimitCustomers{cloud_.facts().sandbox_customers});
    set.changes.emplace_back(changes::AddCustomer{planned.customer, std::move(made.administrator)});
    if (!cloud_.facts().public_bodies.empty())
        set.changes.emplace_back(changes::AddQualification{planned.customer.id, std::move(claim)});
    set.entry = entryFor(partner, actor, planned.customer, audit::OperationType::AddCustomer);
    set.entry.new_value = recordValueOf(planned.customer);
    set.entry.customized_data = {{"PrimaryDomainName", planned.customer.domain},
                                 {"Relationship", "reseller"}};
    return planned;
}

PlannedChange CustomerService::planBillingProfile(const partners::Partner& partner,
                                                  const audit::Actor& actor,
                                                  const CustomerId& customer,
                                                  std::optional<ExpectedVersion> expected,
                                                  BillingProfile profile) {
    PlannedChange planned;
    const PartnerForRules asking(partner);
    const auto decide = [&] {
        const AccountForRules account(planned.customer, claimOf(partner.id, planned.customer));
        return cloud_.mayChangeBilling(asking.view(), account.view(), viewOf(profile), actor.at);
    };
    auto seen = expected ? store_.recall(partner.id, customer, expected->version) : std::nullopt;
    const bool recalled = seen.has_value();
    if (recalled) planned.customer = *std::move(seen);
    // The change is guarded by the version, so that a customer from memory will do for a yes. A no
    // is only said about what the store holds now.
    if (!recalled || !decide().allowed()) {
        planned.customer = getOwn(partner.id, customer);
        if (expected) expected->require(planned.customer.version);
        throwIfRefused(cloud_.facts(), decide());
    }

    auto& set = planned.changes;
    set.partner = partner.id;
    set.entry = entryFor(partner, actor, planned.customer,
                         audit::OperationType::UpdateCustomerBillingProfile);
    set.entry.old_value = recordValueOf(planned.customer.billing);
    set.entry.new_value = recordValueOf(profile);
    set.changes.emplace_back(
        changes::ReplaceBillingProfile{customer, planned.customer.version, profile});
    if (profile.company_name != planned.customer.company_name)
        set.changes.emplace_back(changes::RenameCustomer{customer, profile.company_name});
    planned.customer.company_name = profile.company_name;
    planned.customer.billing = std::move(profile);
    // What it will be, so that the reply carries the etag of the new state.
    ++planned.customer.version;
    return planned;
}

PlannedChange CustomerService::planRemoval(const partners::Partner& partner,
                                           const audit::Actor& actor, const CustomerId& customer) {
    PlannedChange planned;
    planned.customer = getOwn(partner.id, customer);
    const PartnerForRules asking(partner);
    const AccountForRules account(planned.customer);
    throwIfRefused(cloud_.facts(),
                   cloud_.mayRemoveRelationship(asking.view(), account.view(), actor.at));

    auto& set = planned.changes;
    set.partner = partner.id;
    set.changes.emplace_back(changes::RemoveRelationship{customer});
    set.changes.emplace_back(changes::EndSales{customer});
    set.entry = entryFor(partner, actor, planned.customer,
                         audit::OperationType::RemovePartnerCustomerRelationship);
    // The customer itself does not change.
    set.entry.resource = audit::ResourceType::PartnerCustomerRelationship;
    set.changes.emplace_back(unshare(actor, planned.customer, set.entry));
    set.entry.customized_data = {{"PrimaryDomainName", planned.customer.domain},
                                 {"Relationship", "none"}};
    planned.customer.relationship = Relationship::None;
    planned.customer.allow_delegated_access = false;
    return planned;
}

PlannedChange CustomerService::planDelete(const partners::Partner& partner,
                                          const audit::Actor& actor, const CustomerId& customer) {
    auto held = getOwn(partner.id, customer);
    // After get(): whose customer it is not learns nothing of the environment.
    if (!partner.sandbox) throw Error(ErrorKind::InvalidRequest, codes::kNotInThisEnvironment);
    return planEnd(partner, actor, std::move(held));
}

PlannedChange CustomerService::planErasure(const partners::Partner& partner,
                                           const audit::Actor& actor, const CustomerId& customer) {
    auto planned = planEnd(partner, actor, getOwn(partner.id, customer));
    planned.changes.entry.customized_data.emplace_back("ErasedBy", "operator");
    return planned;
}

PlannedChange CustomerService::planErasureOfEnded(const partners::Partner& partner,
                                                  const audit::Actor& actor, Customer customer) {
    auto planned = planEnd(partner, actor, std::move(customer));
    planned.changes.entry.customized_data.emplace_back("ErasedBy", "operator");
    planned.changes.changes = {
        changes::DeleteEndedCustomer{planned.customer.id, planned.customer.domain}};
    return planned;
}

}  // namespace concordat::accounts
