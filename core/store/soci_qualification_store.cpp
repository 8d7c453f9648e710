#include "core/store/soci_qualification_store.hpp"

#include "core/store/sealed_values.hpp"

namespace concordat::store {
namespace {

accounts::Qualification read(const Rows& rows, const Vault& vault, const CustomerId& customer) {
    constexpr int kSealed = 5;
    constexpr int kWrappedKey = 6;
    accounts::Qualification one{static_cast<accounts::QualificationKind>(rows.integer(0)),
                                static_cast<accounts::Vetting>(rows.integer(1)), rows.instant(2)};
    one.decisions = static_cast<std::uint32_t>(rows.integer(3));
    one.decided = rows.instant(4);
    // Those that an earlier version wrote have no texts.
    if (rows.isNull(kSealed)) return one;
    const auto key = vault.unwrap(rows.bytes(kWrappedKey), customer.value);
    decodeTexts(
        vault.open(key, Sealed::Qualification, idOf(customer, one.kind), rows.bytes(kSealed)), one);
    return one;
}

}  // namespace

std::vector<accounts::Qualification> SociQualificationStore::qualifications(
    const PartnerId& partner, const CustomerId& customer) {
    auto session = sessions_.acquire();
    Cursor rows(session->query(partner, StatementId::ListQualifications,
                               {{"partner", partner}, {"customer", customer}}));
    std::vector<accounts::Qualification> all;
    while (rows->next()) all.push_back(read(*rows, vault_, customer));
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
