#pragma once

#include "core/audit/record.hpp"
#include "core/store/sessions.hpp"
#include "core/store/vault.hpp"

namespace concordat::store {

/// The record in SQLite and PostgreSQL. Thread-safe. An entry whose key has been erased comes back
/// without its sealed texts.
class SociRecordStore final : public audit::RecordStore {
public:
    /// Borrows both.
    SociRecordStore(Sessions& sessions, const Vault& vault) : sessions_(sessions), vault_(vault) {}

    /// One index range, whichever filter.
    [[nodiscard]] audit::Page list(const PartnerId& partner, const audit::Query& query) override;

    /// Looks near the time in the id first, and only then everywhere.
    [[nodiscard]] std::optional<audit::Entry> find(const PartnerId& partner,
                                                   const Uuid& id) override;

private:
    // By the index on time, which needs bounds to be of use.
    [[nodiscard]] std::optional<audit::Entry> findBetween(const PartnerId& partner, const Uuid& id,
                                                          Instant from, Instant to);

    Sessions& sessions_;  // not owned; outlives the store
    const Vault& vault_;  // likewise
};

}  // namespace concordat::store
