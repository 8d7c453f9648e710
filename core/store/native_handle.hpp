#pragma once

struct sqlite3;
struct pg_conn;

namespace soci {
class session;
}

namespace concordat::store {

/// The handle behind an open session of SQLite. Belongs to the session. For a session of another
/// backend the result is nonsense: nothing is checked.
[[nodiscard]] sqlite3* sqliteHandle(soci::session& session);

/// The handle behind an open session of PostgreSQL. Belongs to the session. The same warning.
[[nodiscard]] pg_conn* postgresqlHandle(soci::session& session);

}  // namespace concordat::store
