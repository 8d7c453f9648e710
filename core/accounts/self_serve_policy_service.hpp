#pragma once

#include <optional>

#include "core/accounts/customer_service.hpp"
#include "core/accounts/self_serve_policy_store.hpp"

namespace concordat::accounts {

/// A change of a policy, ready to be written, and what the policy then is. Nothing has happened
/// yet.
struct PlannedSelfServePolicy {
    changes::ChangeSet changes;
    SelfServePolicy policy;
};

/// What partners do with self-serve policies. Called from handlers, concurrently; keeps no state of
/// its own. Blocks as the stores do. Every function @throws Error NotFound (kUnknownTenant for the
/// customer, kUnknownSelfServePolicy for the policy), StoreUnavailable.
class SelfServePolicyService {
public:
    /// Borrows both, which outlive the service.
    SelfServePolicyService(CustomerService& customers, SelfServePolicyStore& store)
        : customers_(customers), store_(store) {}

    /// The policy with that id.
    [[nodiscard]] SelfServePolicy get(const PartnerId& partner, const SelfServePolicyId& policy);

    /// Those for a customer.
    [[nodiscard]] std::vector<SelfServePolicy> list(const PartnerId& partner,
                                                    const CustomerId& customer);

    /// Plans a policy. That the customer has none yet turns out when the change set is applied
    /// (Taken). `permissions` are not empty.
    [[nodiscard]] PlannedSelfServePolicy planAdd(const PartnerId& partner,
                                                 const audit::Actor& actor,
                                                 const CustomerId& customer,
                                                 SelfServePermissions permissions);

    /// Plans other permissions of the policy `change.id`, whose customer stays: @throws Error
    /// InvalidRequest (kBadProperty) for another one, ExpectedVersion::staleError
    [[nodiscard]] PlannedSelfServePolicy planUpdate(const PartnerId& partner,
                                                    const audit::Actor& actor,
                                                    const SelfServePolicy& change,
                                                    std::optional<ExpectedVersion> expected);

    /// Plans the end of a policy. @throws Error ExpectedVersion::staleError
    [[nodiscard]] PlannedSelfServePolicy planDelete(const PartnerId& partner,
                                                    const audit::Actor& actor,
                                                    const SelfServePolicyId& policy,
                                                    std::optional<ExpectedVersion> expected);

private:
    // The policy as it is, which must have the expected version.
    [[nodiscard]] SelfServePolicy current(const PartnerId& partner, const SelfServePolicyId& policy,
                                          const std::optional<ExpectedVersion>& expected);
    // The change set about a policy; the caller adds the change and values.
    [[nodiscard]] changes::ChangeSet setFor(const PartnerId& partner, const audit::Actor& actor,
                                            const SelfServePolicy& policy,
                                            audit::OperationType operation);

    CustomerService& customers_;   // not owned; outlives the service
    SelfServePolicyStore& store_;  // likewise
};

}  // namespace concordat::accounts
