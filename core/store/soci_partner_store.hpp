#pragma once

#include <functional>
#include <memory>

#include "core/partners/partner_store.hpp"
#include "core/store/change_plan.hpp"
#include "core/store/sessions.hpp"
#include "core/store/vault.hpp"

namespace concordat::store {

/// Opens a session that sees all partners' rows: for operators' commands and jobs, never for
/// requests.
using OperatorSessionOpener = std::function<std::unique_ptr<Connection>()>;

/// Partner accounts in SQLite and PostgreSQL. Thread-safe.
class SociPartnerStore final : public partners::PartnerStore {
public:
    /// Borrows all but `open_for_operators`.
    SociPartnerStore(Sessions& sessions, PlanExecutor& executor,
                     OperatorSessionOpener open_for_operators, const Vault& vault)
        : sessions_(sessions),
          executor_(executor),
          open_for_operators_(std::move(open_for_operators)),
          vault_(vault) {}

    /// Two statements: the account, then its applications.
    [[nodiscard]] std::optional<partners::Partner> find(const PartnerId& partner) override;
    /// One statement, and the seal opened.
    [[nodiscard]] std::optional<partners::PartnerProfiles> profiles(
        const PartnerId& partner) override;
    /// From a table of its own that row security does not guard.
    [[nodiscard]] std::optional<partners::MpnProfile> findByMpnId(std::string_view mpn_id) override;
    /// On a session of its own that sees all partners; as the service's role it is empty on
    /// PostgreSQL.
    [[nodiscard]] std::vector<partners::Partner> list() override;
    /// Makes the partner's data key too.
    [[nodiscard]] bool add(const partners::Partner& partner,
                           const partners::PartnerProfiles& profiles) override;
    /// One statement.
    [[nodiscard]] bool setState(const PartnerId& partner, partners::PartnerState state) override;

private:
    static void readApplications(Connection& session, partners::Partner& partner);

    Sessions& sessions_;                        // not owned; outlives the store
    PlanExecutor& executor_;                    // likewise
    OperatorSessionOpener open_for_operators_;  // what it captures outlives the store
    const Vault& vault_;                        // not owned; outlives the store
};

/// The steps that add a partner: shared with the bulk load. The plan views `partner` and keeps the
/// rest. Makes the partner's data key: a partner added twice would have two, of which the second is
/// refused with its row.
void planPartner(ChangePlan& plan, const partners::Partner& partner,
                 const partners::PartnerProfiles& profiles, const Vault& vault);

}  // namespace concordat::store
