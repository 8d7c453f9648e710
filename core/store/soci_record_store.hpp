#pragma once

#include "core/audit/record.hpp"
#include "core/store/session_pool.hpp"
#include "core/store/vault.hpp"

namespace concordat::store {

/// The record in SQLite and PostgreSQL. Thread-safe.
class SociRecordStore final : public audit::RecordStore {
public:
    SociRecordStore(SessionPool& sessions, const Vault& vault)
        : sessions_(sessions), vault_(vault) {}

    [[nodiscard]] audit::Page list(const PartnerId& partner, const audit::Query& query) override;

    [[nodiscard]] std::optional<audit::Entry> find(const PartnerId& partner,
                                                   const Uuid& id) override;

private:
    [[nodiscard]] std::optional<audit::Entry> findBetween(const PartnerId& partner, const Uuid& id,
                                                          Instant from, Instant to);

    SessionPool& sessions_;  // not owned; outlives the store
    const Vault& vault_;     // likewise
};

}  // namespace concordat::store
