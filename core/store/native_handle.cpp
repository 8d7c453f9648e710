#include "core/store/native_handle.hpp"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

namespace concordat::store {

// SOCI declares SQLite's interface within a namespace of its own: the same object under another
// type. The backends' classes have hidden type information, so that no dynamic_cast can be asked.

sqlite3* sqliteHandle(soci::session& session) {
    auto* backend = static_cast<soci::sqlite3_session_backend*>(session.get_backend());
    return reinterpret_cast<sqlite3*>(backend->conn_);
}

pg_conn* postgresqlHandle(soci::session& session) {
    return static_cast<soci::postgresql_session_backend*>(session.get_backend())->conn_;
}

}  // namespace concordat::store
