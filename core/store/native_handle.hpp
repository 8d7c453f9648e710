#pragma once

struct sqlite3;
struct pg_conn;

namespace soci {
class session;
}

namespace concordat::store {

/// The handle behind an open session of SQLite. Belongs to the session.
[[nodiscard]] sqlite3* sqliteHandle(soci::session& session);

/// The handle behind an open session of PostgreSQL. Belongs to the session.
[[nodiscard]] pg_conn* postgresqlHandle(soci::session& session);

}  // namespace concordat::store
