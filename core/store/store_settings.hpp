#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

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
    std::string path;  ///< of the file, for the lock beside it and for backups
    Synchronous synchronous = Synchronous::Full;
    std::size_t cache_kib = 65'536;                  ///< page cache of the writer
    std::size_t reader_cache_kib = 65'536;           ///< page cache of each reading session
    std::chrono::milliseconds busy_patience{5'000};  ///< wait for another process's lock
    std::size_t checkpoint_pages = 4'000;  ///< of the log after which the checkpointer works
};

/// Settings of a store in PostgreSQL. How it is reached is in the session opener. Both times end in
/// 503, which a caller may repeat.
struct PostgresqlSettings {
    std::chrono::milliseconds statement_patience{5'000};  ///< of one statement
    std::chrono::milliseconds lock_patience{2'000};       ///< wait for another transaction's lock
};

/// Whether a process serves requests from a store or works beside one that does.
enum class StoreUse : std::uint8_t {
    Serve,   ///< takes the lock of a SQLite store; one process at a time
    Command  ///< an operator's command: may run beside a server
};

/// How to open a store. Made by runtime::storeSettingsOf, and by tests.
struct StoreSettings {
    std::string cloud;        ///< id of the cloud that the store belongs to, for ever
    std::string location;     ///< label of the place where it is, such as "de"
    bool production = false;  ///< refuse a PostgreSQL that runs with fsync off
    StoreUse use = StoreUse::Serve;
    std::size_t sessions = 8;  ///< at most open at once; for PostgreSQL 2 to 4 per core
    std::chrono::milliseconds session_patience{250};  ///< wait for a free session, then 503
    SqliteSettings sqlite;
    PostgresqlSettings postgresql;
};

}  // namespace concordat::store
