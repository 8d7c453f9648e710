#include "core/store/soci_self_serve_policy_store.hpp"

namespace concordat::store {
namespace {

using accounts::SelfServePolicy;

SelfServePolicy policyOf(const Rows& rows) {
    return {{rows.uuid(0)},
            {rows.uuid(1)},
            accounts::SelfServePermissions::fromBits(static_cast<std::uint64_t>(rows.integer(2))),
            static_cast<std::uint64_t>(rows.integer(3))};
}

}  // namespace

std::optional<SelfServePolicy> SociSelfServePolicyStore::find(const PartnerId& partner,
                                                              const SelfServePolicyId& policy) {
    auto session = sessions_.acquire();
    Cursor rows(session->query(partner, StatementId::FindSelfServePolicy,
                               {{"partner", partner}, {"policy", policy}}));
    if (!rows->next()) return std::nullopt;
    return policyOf(*rows);
}

std::vector<SelfServePolicy> SociSelfServePolicyStore::policies(const PartnerId& partner,
                                                                const CustomerId& customer) {
    auto session = sessions_.acquire();
    Cursor rows(session->query(partner, StatementId::ListSelfServePolicies,
                               {{"partner", partner}, {"customer", customer}}));
    std::vector<SelfServePolicy> all;
    while (rows->next()) all.push_back(policyOf(*rows));
    return all;
}

}  // namespace concordat::store
