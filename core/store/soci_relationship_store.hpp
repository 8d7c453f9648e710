#pragma once

#include "core/relationships/link_store.hpp"
#include "core/relationships/relationship_store.hpp"
#include "core/store/sessions.hpp"

namespace concordat::store {

/// What partners are to one another, in SQLite and PostgreSQL. Thread-safe.
class SociRelationshipStore final : public relationships::RelationshipStore,
                                    public relationships::LinkStore {
public:
    /// Borrows `sessions`.
    explicit SociRelationshipStore(Sessions& sessions) : sessions_(sessions) {}

    [[nodiscard]] std::vector<relationships::Partnership> partnerships(
        const PartnerId& partner, relationships::Relation relation) override;
    [[nodiscard]] std::optional<relationships::Partnership> findPartnership(
        const PartnerId& partner, const PartnerId& other) override;
    [[nodiscard]] std::vector<relationships::Partnership> resellersOf(
        const PartnerId& partner, const CustomerId& customer) override;
    [[nodiscard]] std::optional<relationships::EndedCustomer> findEnded(
        const PartnerId& partner, const CustomerId& customer) override;
    [[nodiscard]] std::vector<relationships::ExpiredDelegation> expiredDelegations(
        Instant now, std::uint32_t most) override;
    [[nodiscard]] std::optional<relationships::KeptInvitation> findInvitation(
        const PartnerId& inviting, const Uuid& invitation, std::string_view hash) override;
    [[nodiscard]] bool hasAnswered(const PartnerId& partner, const CustomerId& customer,
                                   const Uuid& request) override;

private:
    std::vector<relationships::Partnership> read(const PartnerId& partner, StatementId statement,
                                                 Parameter filter);

    Sessions& sessions_;  // not owned; outlives the store
};

}  // namespace concordat::store
