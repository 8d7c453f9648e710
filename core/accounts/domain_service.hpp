#pragma once

#include <cstdint>
#include <string>

#include <concordat/rules/cloud.hpp>

#include "core/accounts/customer_service.hpp"
#include "core/accounts/domain_proof.hpp"
#include "core/accounts/text_records.hpp"
#include "core/accounts/user_service.hpp"

namespace concordat::accounts {

/// A further domain of a customer, ready to be written. Nothing has happened yet.
struct PlannedDomain {
    changes::ChangeSet changes;
    std::string domain;
};

/// Domains of their own that customers have beside the one that they began with. Called from
/// workers, concurrently; keeps no state of its own. Blocks as the stores and the resolver do.
class DomainService {
public:
    /// How many a customer may have.
    static constexpr std::uint32_t kMost = 100;

    /// Borrows all but `prover`; they outlive the service. `records` is null where the settings
    /// name no resolver: then nothing can be proven, and nothing is added.
    DomainService(CustomerService& customers, UserService& users, TextRecords* records,
                  DomainProver prover, const rules::Cloud& cloud)
        : customers_(customers),
          users_(users),
          records_(records),
          prover_(std::move(prover)),
          cloud_(cloud) {}

    /// Plans that a customer has `domain`, a host name that is folded, once the proof is found.
    /// That nobody else has it, and that the customer has fewer than kMost, is settled when the
    /// change set is applied (Taken, Exhausted). @throws Error NotFound (kUnknownTenant), Forbidden
    /// (kNoCommercialRelationship, kAccessRefused, kDomainProofOff), InvalidRequest (kBadProperty)
    /// for a domain that cannot be the customer's own, Conflict (kDomainTaken; kDomainUnproven,
    /// which says what to publish), Overloaded (kResolverSilent), StoreUnavailable
    [[nodiscard]] PlannedDomain planAdd(const PartnerId& partner, const audit::Actor& actor,
                                        const CustomerId& customer, std::string domain);

private:
    void requireOwnName(const std::string& domain) const;
    void requireProof(const DomainProof& proof);

    CustomerService& customers_;  // not owned; outlives the service
    UserService& users_;          // likewise
    TextRecords* records_;        // likewise; may be null
    DomainProver prover_;
    const rules::Cloud& cloud_;  // not owned; outlives the service
};

}  // namespace concordat::accounts
