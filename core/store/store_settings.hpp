#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <concordat/rules/own_tables.hpp>

namespace concordat::store {

/// How hard SQLite tries to keep what it has acknowledged, as its pragma `synchronous`.
enum class Synchronous : std::uint8_t {
    Off,     ///< a power cut may lose or damage anything: for tests that show it
    Normal,  ///< a power cut may lose the last commits
    Full     ///< what is acknowledged stays
};

/// Settings of a store in SQLite. The operator sets path and `synchronous`; the rest are figures
/// that were measured to be good for a million customers.
struct SqliteSettings {
    /// Of the file, for the lock beside it and for backups; sessions are opened by the cloud's
    /// opener.
    std::string path;
    Synchronous synchronous = Synchronous::Full;
    std::size_t cache_kib = 65'536;                  ///< page cache of the writer
    std::size_t reader_cache_kib = 65'536;           ///< page cache of each reading session
    std::chrono::milliseconds busy_patience{5'000};  ///< wait for another process's lock
    std::size_t checkpoint_pages = 4'000;  ///< of the log after which the checkpointer works
};

/// Settings of a store in PostgreSQL. How it is reached is in the session opener. Both times end in
/// 503, which a caller may repeat.
struct PostgresqlSettings {
    /// Of one statement, enforced by the server.
    std::chrono::milliseconds statement_patience{5'000};
    /// Wait for another transaction's lock.
    std::chrono::milliseconds lock_patience{2'000};
};

/// Whether a process serves requests from a store or works beside one that does.
enum class StoreUse : std::uint8_t {
    Serve,   ///< takes the lock of a SQLite store; one process at a time
    Command  ///< an operator's command: may run beside a server
};

/// How to open a store. Made by runtime::storeSettingsOf, and by tests.
struct StoreSettings {
    /// Id of the cloud that the store belongs to, for ever: written down by the first migration.
    std::string cloud;
    /// Label of the place where it is, such as "de"; written down likewise.
    std::string location;
    /// Of the tables of the cloud's own, as its plugin says; checked by the plugin host.
    std::vector<rules::Migration> own_migrations{};
    /// Refuse a PostgreSQL that runs with fsync off, instead of warning.
    bool production = false;
    StoreUse use = StoreUse::Serve;
    /// At most open at once; for PostgreSQL 2 to 4 per core of its machine, since fewer read
    /// faster.
    std::size_t sessions = 8;
    /// Wait for a free session, then 503: long enough for a burst, short enough that a queue does
    /// not form.
    std::chrono::milliseconds session_patience{250};
    SqliteSettings sqlite;
    PostgresqlSettings postgresql;
};

}  // namespace concordat::store
