#pragma once

#include "core/accounts/qualification_store.hpp"
#include "core/store/change_plan.hpp"
#include "core/store/sessions.hpp"
#include "core/store/vault.hpp"

namespace concordat::store {

/// Qualifications and validation codes in SQLite and PostgreSQL. Thread-safe.
class SociQualificationStore final : public accounts::QualificationStore {
public:
    /// Borrows all three.
    SociQualificationStore(Sessions& sessions, PlanExecutor& executor, const Vault& vault)
        : sessions_(sessions), executor_(executor), vault_(vault) {}

    [[nodiscard]] std::vector<accounts::Qualification> qualifications(
        const PartnerId& partner, const CustomerId& customer) override;
    [[nodiscard]] std::vector<accounts::ValidationCode> validationCodes(
        const PartnerId& partner) override;
    [[nodiscard]] bool addValidationCode(const PartnerId& partner,
                                         const accounts::ValidationCode& code) override;

private:
    Sessions& sessions_;      // not owned; outlives the store
    PlanExecutor& executor_;  // likewise
    const Vault& vault_;      // likewise
};

}  // namespace concordat::store
