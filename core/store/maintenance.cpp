#include "core/store/maintenance.hpp"

#include <soci/soci.h>

#include "core/base/error.hpp"
#include "core/store/soci_session.hpp"
#include "core/store/store_error.hpp"

namespace concordat::store {

void settle(const cloud_store::SessionOpener& opener) try {
    const auto session = openAtStart(opener);
    if (dialectOf(opener) == Dialect::Sqlite) {
        *session << "PRAGMA wal_checkpoint(TRUNCATE)";
        return;
    }
    std::string tables;
    *session << "SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables "
                "WHERE schemaname = current_schema()",
        soci::into(tables);
    *session << "VACUUM (ANALYZE) " + tables;
} catch (const soci::soci_error& error) {
    throw FatalError("STORE-OPEN", describe(error));
}

}  // namespace concordat::store
