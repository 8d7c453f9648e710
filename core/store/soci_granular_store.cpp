#include "core/store/soci_granular_store.hpp"

namespace concordat::store {
namespace {

using relationships::GranularRelationship;

/// The columns that all three statements have, in this order.
constexpr int kPartner = 13;

GranularRelationship relationshipOf(const Rows& rows) {
    GranularRelationship one;
    one.id.value = rows.uuid(0);
    one.customer.value = rows.uuid(1);
    one.customer_name = rows.text(2);
    one.display_name = rows.text(3);
    one.roles = accounts::DirectoryRoles::fromBits(static_cast<std::uint64_t>(rows.integer(4)));
    one.days = static_cast<std::uint32_t>(rows.integer(5));
    one.auto_extend = rows.integer(6) != 0;
    one.state = static_cast<relationships::GranularState>(rows.integer(7));
    one.created = rows.instant(8);
    one.changed = rows.instant(9);
    one.activated = rows.instant(10);
    one.ends = rows.instant(11);
    one.version = static_cast<std::uint64_t>(rows.integer(12));
    return one;
}

}  // namespace

std::vector<GranularRelationship> SociGranularStore::list(const PartnerId& partner,
                                                          const CustomerId& customer,
                                                          std::uint32_t most) {
    auto session = sessions_.acquire();
    Cursor rows(session->query(partner, StatementId::ListGranularRelationships,
                               {{"partner", partner}, {"customer", customer}, {"most", most}}));
    std::vector<GranularRelationship> all;
    while (rows->next()) all.push_back(relationshipOf(*rows));
    return all;
}

std::optional<GranularRelationship> SociGranularStore::find(const PartnerId& partner,
                                                            const CustomerId& customer,
                                                            const relationships::GranularId& id) {
    auto session = sessions_.acquire();
    Cursor rows(
        session->query(partner, StatementId::FindGranularRelationship,
                       {{"partner", partner}, {"customer", customer}, {"relationship", id}}));
    if (!rows->next()) return std::nullopt;
    return relationshipOf(*rows);
}

std::vector<relationships::DueGranular> SociGranularStore::due(Instant now, std::uint32_t most) {
    auto session = sessions_.acquire();
    Cursor rows(
        session->query(StatementId::ListDueGranularRelationships, {{"now", now}, {"most", most}}));
    std::vector<relationships::DueGranular> all;
    while (rows->next()) all.push_back({PartnerId{rows->uuid(kPartner)}, relationshipOf(*rows)});
    return all;
}

}  // namespace concordat::store
