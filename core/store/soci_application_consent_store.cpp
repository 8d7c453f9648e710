#include "core/store/soci_application_consent_store.hpp"

namespace concordat::store {
namespace {

using accounts::ApplicationConsent;

/// Reads what application_consent_steps.cpp writes.
std::vector<accounts::ApplicationGrant> grantsOf(std::string_view text) {
    std::vector<accounts::ApplicationGrant> grants;
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        const auto id = Uuid::parse(line.substr(0, Uuid::kTextSize));
        if (id && line.size() > Uuid::kTextSize)
            grants.push_back({*id, std::string(line.substr(Uuid::kTextSize + 1))});
    }
    return grants;
}

}  // namespace

std::optional<ApplicationConsent> SociApplicationConsentStore::find(
    const PartnerId& partner, const CustomerId& customer, const ApplicationId& application) {
    auto session = sessions_.acquire();
    Cursor rows(session->query(
        partner, StatementId::FindApplicationConsent,
        {{"partner", partner}, {"customer", customer}, {"application", application}}));
    if (!rows->next()) return std::nullopt;
    return ApplicationConsent{application, grantsOf(rows->text(0))};
}

}  // namespace concordat::store
