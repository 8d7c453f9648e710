#include "core/store/soci_qualification_store.hpp"

namespace concordat::store {

std::vector<accounts::Qualification> SociQualificationStore::qualifications(
    const PartnerId& partner, const CustomerId& customer) {
    auto session = sessions_.acquire();
    Cursor rows(session->query(partner, StatementId::ListQualifications,
                               {{"partner", partner}, {"customer", customer}}));
    std::vector<accounts::Qualification> all;
    while (rows->next())
        all.push_back({static_cast<accounts::QualificationKind>(rows->integer(0)),
                       static_cast<accounts::Vetting>(rows->integer(1)), rows->instant(2)});
    return all;
}

std::vector<accounts::ValidationCode> SociQualificationStore::validationCodes(
    const PartnerId& partner) {
    auto session = sessions_.acquire();
    Cursor rows(session->query(partner, StatementId::ListValidationCodes, {{"partner", partner}}));
    std::vector<accounts::ValidationCode> all;
    while (rows->next())
        all.push_back({std::string(rows->text(0)), std::string(rows->text(1)),
                       static_cast<std::uint32_t>(rows->integer(2)),
                       static_cast<std::uint32_t>(rows->integer(3))});
    return all;
}

bool SociQualificationStore::addValidationCode(const PartnerId& partner,
                                               const accounts::ValidationCode& code) {
    ChangePlan plan;
    plan.partner = partner;
    plan.steps.push_back({StatementId::AddValidationCode,
                          {{"partner", partner},
                           {"code", std::string_view(code.code)},
                           {"organization", std::string_view(code.organization_name)},
                           {"max_creates", static_cast<std::int64_t>(code.max_creates)}}});
    return executor_.apply(plan) == Outcome::Applied;
}

}  // namespace concordat::store
