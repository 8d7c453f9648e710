#include "core/store/soci_relationship_store.hpp"

namespace concordat::store {

using relationships::Partnership;

std::vector<Partnership> SociRelationshipStore::read(const PartnerId& partner,
                                                     StatementId statement, Parameter filter) {
    auto session = sessions_.acquire();
    Cursor rows(session->query(partner, statement, {{"partner", partner}, filter}));
    std::vector<Partnership> all;
    while (rows->next())
        all.push_back(
            {PartnerId{rows->uuid(0)}, static_cast<relationships::Relation>(rows->integer(1)),
             static_cast<relationships::PartnershipState>(rows->integer(2)), rows->instant(3),
             std::string(rows->text(4)), std::string(rows->text(5)), std::string(rows->text(6))});
    return all;
}

std::vector<Partnership> SociRelationshipStore::partnerships(const PartnerId& partner,
                                                             relationships::Relation relation) {
    return read(partner, StatementId::ListPartnerships,
                {"relation", static_cast<std::int64_t>(relation)});
}

std::optional<Partnership> SociRelationshipStore::findPartnership(const PartnerId& partner,
                                                                  const PartnerId& other) {
    auto found = read(partner, StatementId::FindPartnership, {"other", other});
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::optional<relationships::EndedCustomer> SociRelationshipStore::findEnded(
    const PartnerId& partner, const CustomerId& customer) {
    auto session = sessions_.acquire();
    Cursor rows(session->query(partner, StatementId::FindEndedCustomer,
                               {{"partner", partner}, {"customer", customer}}));
    if (!rows->next()) return std::nullopt;
    return relationships::EndedCustomer{std::string(rows->text(0)), std::string(rows->text(1))};
}

std::vector<relationships::ExpiredDelegation> SociRelationshipStore::expiredDelegations(
    Instant now, std::uint32_t most) {
    auto session = sessions_.acquire();
    Cursor rows(
        session->query(StatementId::ListExpiredDelegations, {{"now", now}, {"most", most}}));
    std::vector<relationships::ExpiredDelegation> all;
    while (rows->next())
        all.push_back({PartnerId{rows->uuid(0)}, CustomerId{rows->uuid(1)},
                       std::string(rows->text(2)), std::string(rows->text(3))});
    return all;
}

std::optional<relationships::KeptInvitation> SociRelationshipStore::findInvitation(
    const PartnerId& inviting, const Uuid& invitation, std::string_view hash) {
    auto session = sessions_.acquire();
    Cursor rows(session->query(
        inviting, StatementId::FindInvitation,
        {{"partner", inviting}, {"invitation", invitation}, {"hash", Value::bytes(hash)}}));
    if (!rows->next()) return std::nullopt;
    return relationships::KeptInvitation{rows->integer(0) != 0, rows->instant(1)};
}

bool SociRelationshipStore::hasAnswered(const PartnerId& partner, const CustomerId& customer,
                                        const Uuid& request) {
    auto session = sessions_.acquire();
    Cursor rows(
        session->query(partner, StatementId::FindAnsweredRequest,
                       {{"partner", partner}, {"customer", customer}, {"request", request}}));
    return rows->next();
}

std::vector<Partnership> SociRelationshipStore::resellersOf(const PartnerId& partner,
                                                            const CustomerId& customer) {
    return read(partner, StatementId::ListResellersOfCustomer, {"customer", customer});
}

}  // namespace concordat::store
