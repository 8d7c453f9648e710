#include "core/store/soci_partner_store.hpp"

#include "core/base/text.hpp"
#include "core/store/sealed_values.hpp"

namespace concordat::store {
namespace {

using partners::Partner;
using partners::PartnerProfiles;

/// Reads the columns of find_partner, which list_partners has from its second column on.
Partner readPartner(Rows& rows, const PartnerId& id, int first) {
    Partner partner;
    partner.id = id;
    partner.name = rows.text(first);
    partner.country = rows.text(first + 1);
    partner.kind = static_cast<partners::PartnerKind>(rows.integer(first + 2));
    partner.state = static_cast<partners::PartnerState>(rows.integer(first + 3));
    partner.sandbox = rows.integer(first + 4) != 0;
    partner.mpn_id = rows.text(first + 5);
    return partner;
}

}  // namespace

void planPartner(ChangePlan& plan, const Partner& partner, const PartnerProfiles& profiles,
                 const Vault& vault) {
    plan.partner = partner.id;
    const auto key = makeKey();
    const auto wrapped = plan.keep(vault.wrap(key, partner.id.value));
    const auto sealed =
        plan.keep(vault.seal(key, Sealed::PartnerProfiles, partner.id.value, encode(profiles)));
    plan.steps.push_back({StatementId::AddPartner,
                          {{"partner", partner.id},
                           {"name", std::string_view(partner.name)},
                           {"folded_name", plan.keep(foldName(partner.name))},
                           {"country", std::string_view(partner.country)},
                           {"kind", static_cast<std::int64_t>(partner.kind)},
                           {"state", static_cast<std::int64_t>(partner.state)},
                           {"sandbox", partner.sandbox},
                           {"mpn", std::string_view(partner.mpn_id)},
                           {"version", profiles.version},
                           {"wrapped_key", Value::bytes(wrapped)},
                           {"sealed", Value::bytes(sealed)}}});
    if (!partner.mpn_id.empty())
        plan.steps.push_back({StatementId::AddNetworkId,
                              {{"mpn", std::string_view(partner.mpn_id)},
                               {"name", std::string_view(partner.name)}}});
    for (const auto& application : partner.applications)
        plan.steps.push_back({StatementId::AddPartnerApplication,
                              {{"partner", partner.id}, {"application", application}}});
}

std::optional<Partner> SociPartnerStore::find(const PartnerId& id) {
    auto session = sessions_.acquire();
    std::optional<Partner> partner;
    {
        Cursor rows(session->query(id, StatementId::FindPartner, {{"partner", id}}));
        if (!rows->next()) return std::nullopt;
        partner = readPartner(*rows, id, 0);
    }
    readApplications(*session, *partner);
    return partner;
}

void SociPartnerStore::readApplications(Connection& session, Partner& partner) {
    Cursor rows(
        session.query(partner.id, StatementId::ListPartnerApplications, {{"partner", partner.id}}));
    while (rows->next()) partner.applications.push_back({rows->uuid(0)});
}

std::optional<PartnerProfiles> SociPartnerStore::profiles(const PartnerId& partner) {
    auto session = sessions_.acquire();
    Cursor rows(session->query(partner, StatementId::FindPartnerProfiles, {{"partner", partner}}));
    if (!rows->next()) return std::nullopt;
    const auto key = vault_.unwrap(rows->bytes(1), partner.value);
    auto profiles = decodePartnerProfiles(
        vault_.open(key, Sealed::PartnerProfiles, partner.value, rows->bytes(2)));
    profiles.version = static_cast<std::uint64_t>(rows->integer(0));
    return profiles;
}

std::optional<partners::MpnProfile> SociPartnerStore::findByMpnId(std::string_view mpn_id) {
    auto session = sessions_.acquire();
    Cursor rows(session->query(StatementId::FindNetworkId, {{"mpn", mpn_id}}));
    if (!rows->next()) return std::nullopt;
    return partners::MpnProfile{std::string(rows->text(0)), std::string(mpn_id)};
}

std::vector<Partner> SociPartnerStore::list() {
    const auto session = open_for_operators_();
    std::vector<Partner> all;
    {
        Cursor rows(session->query(StatementId::ListPartners, {}));
        while (rows->next()) all.push_back(readPartner(*rows, {rows->uuid(0)}, 1));
    }
    for (auto& partner : all) readApplications(*session, partner);
    return all;
}

bool SociPartnerStore::add(const Partner& partner, const PartnerProfiles& profiles) {
    ChangePlan plan;
    planPartner(plan, partner, profiles, vault_);
    return executor_.apply(plan) == Outcome::Applied;
}

bool SociPartnerStore::setState(const PartnerId& partner, partners::PartnerState state) {
    ChangePlan plan;
    plan.partner = partner;
    plan.steps.push_back({StatementId::SetPartnerState,
                          {{"state", static_cast<std::int64_t>(state)}, {"partner", partner}},
                          Outcome::Gone});
    return executor_.apply(plan) == Outcome::Applied;
}

}  // namespace concordat::store
