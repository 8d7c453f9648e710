#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <concordat/rules/cloud.hpp>

#include "core/changes/change_set.hpp"
#include "core/relationships/relationship_store.hpp"
#include "core/relationships/reseller_store.hpp"

namespace concordat::relationships {

/// What a provider asks about resellers and does with the help of its own. Nothing is written here.
/// Called concurrently; keeps no state of its own. Blocks as the stores do. Every function @throws
/// Error StoreUnavailable and, unless it says something else of partners of another kind,
/// InvalidRequest (kNotAProvider).
class ResellerService {
public:
    /// Borrows all three, which outlive the service.
    ResellerService(ResellerStore& store, RelationshipStore& relationships,
                    const rules::Cloud& cloud)
        : store_(store), relationships_(relationships), cloud_(cloud) {}

    /// Returns when the reseller with that partner network id has signed its agreement, or the one
    /// with that tenant id: one of the two is given. @throws Error InvalidRequest, of which each
    /// code is one reason: kResellerIdMissing, kResellerIds (both, or no tenant id), and of a
    /// partner network id kMpnIdUnknown and kMpnNotSigned, of a tenant kTenantNotPartner and
    /// kTenantNotSigned; kNotIndirectReseller; kResellerElsewhere for one of another sales
    /// territory
    void requireSigned(const partners::Partner& provider, std::string_view mpn_id,
                       std::string_view tenant);

    /// Adds to a planned order the guards that the resellers on record, by their partner network
    /// ids, are the provider's and have the customer. Empty ids are nobody. @throws Error NotFound
    /// (kOwnMpnOnRecord) for the provider's own id, InvalidRequest (kNotAReseller,
    /// kNotCustomersReseller)
    void holdResellers(changes::ChangeSet& set, const partners::Partner& provider,
                       const CustomerId& customer, std::vector<std::string> mpn_ids);

    /// Whether the reseller is the provider's and has the customer; of partners of another kind
    /// nobody is.
    [[nodiscard]] bool serves(const partners::Partner& provider, const CustomerId& customer,
                              const PartnerId& reseller);

    /// Adds to a planned support contact the guard that the reseller is the provider's and has the
    /// customer. @throws Error InvalidRequest: kBadProperty ("supportTenantId") for partners of
    /// another kind, which have no resellers; kNotCustomersReseller; kBadProperty
    /// ("supportMpnId") when the reseller has another partner network id
    void holdSupport(changes::ChangeSet& set, const partners::Partner& provider,
                     const CustomerId& customer, const PartnerId& reseller,
                     std::string_view mpn_id);

private:
    [[nodiscard]] std::optional<Partnership> resellerOf(const partners::Partner& provider,
                                                        const CustomerId& customer,
                                                        const PartnerId& reseller);
    [[nodiscard]] bool isElsewhere(const std::string& country, const std::string& own) const;

    ResellerStore& store_;              // not owned; outlives the service
    RelationshipStore& relationships_;  // likewise
    const rules::Cloud& cloud_;         // likewise
};

}  // namespace concordat::relationships
