#pragma once

#include <cstdint>
#include <functional>
#include <soci/soci.h>
#include <span>
#include <string>
#include <vector>

#include "core/base/time.hpp"
#include "core/store/sql_texts.hpp"
#include "core/store/statement.hpp"

namespace concordat::store {

/// Whose schema a ledger keeps: each has a table of its own.
enum class LedgerKind : std::uint8_t {
    Program,  ///< this program's, in schema_migrations
    Cloud     ///< that of the tables of the cloud's own, in cloud_migrations
};

/// Which migrations a store has, with their checksums, and how the next is applied. Lives as long
/// as one command or start; for one thread. Session and texts outlive it.
class MigrationLedger {
public:
    /// `known` are all that there are, in order.
    MigrationLedger(soci::session& session, Dialect dialect, LedgerKind kind,
                    std::span<const SqlPair> known)
        : session_(session), dialect_(dialect), kind_(kind), known_(known) {}

    /// How many the store has. @throws FatalError STORE-SCHEMA-NEWER, STORE-SCHEMA-CHANGED when
    /// they are not the known ones
    [[nodiscard]] std::size_t applied() const;

    /// Applies the migration with this index, and then `also`, in one transaction; false when
    /// another process did so while this one waited. @throws FatalError STORE-MIGRATION-FAILED
    bool apply(std::size_t index, Instant now, const std::function<void()>& also);

    [[nodiscard]] std::span<const SqlPair> known() const { return known_; }

private:
    struct Entry {
        std::string name;
        std::string checksum;
    };

    [[nodiscard]] std::string_view textOf(const SqlPair& pair) const;
    [[nodiscard]] bool hasTable() const;
    [[nodiscard]] std::vector<Entry> read() const;
    void write(std::size_t index, std::string_view text, Instant now);

    soci::session& session_;
    Dialect dialect_;
    LedgerKind kind_;
    std::span<const SqlPair> known_;
};

}  // namespace concordat::store
