#include "core/store/soci_reseller_store.hpp"

namespace concordat::store {

using relationships::ResellerStanding;

std::optional<ResellerStanding> SociResellerStore::findStanding(const PartnerId& asking,
                                                                const PartnerId& tenant,
                                                                std::string_view mpn_id) {
    auto session = sessions_.acquire();
    Cursor rows(session->query(asking, StatementId::FindResellerStanding,
                               {{"partner", asking}, {"tenant", tenant}, {"network", mpn_id}}));
    if (!rows->next()) return std::nullopt;
    ResellerStanding standing;
    standing.id = PartnerId{rows->uuid(0)};
    standing.kind = static_cast<partners::PartnerKind>(rows->integer(1));
    standing.country = rows->text(2);
    if (rows->integer(3) != 0) standing.signed_at = rows->instant(3);
    return standing;
}

bool SociResellerStore::signAgreement(const PartnerId& reseller, Instant signed_at) {
    ChangePlan plan;
    plan.partner = reseller;
    plan.steps.push_back({StatementId::SignResellerAgreement,
                          {{"partner", reseller}, {"signed", signed_at}},
                          Outcome::Gone});
    return executor_.apply(plan) == Outcome::Applied;
}

}  // namespace concordat::store
