#include "tests/store/backends.hpp"

#include <soci/soci.h>

#include "core/store/migrations.hpp"
#include "tests/store/samples.hpp"

namespace concordat::store {

Vault testVault() {
    Key key;
    std::uint8_t next = 0;
    for (auto& byte : key.bytes()) byte = ++next;
    return Vault(std::move(key));
}

SqliteBackend::SqliteBackend() {
    cloud_store::StoreSettings where;
    where.backend = "sqlite3";
    where.path = path();
    opener_ = std::make_shared<cloud_store::StandardSessionOpener>(where);
}

std::string SqliteBackend::path() const {
    return folder_.at("store.db");
}

StoreSettings SqliteBackend::settings() const {
    StoreSettings settings;
    settings.cloud = "test";
    settings.location = "de";
    settings.sqlite.path = path();
    settings.sqlite.busy_patience = std::chrono::milliseconds(200);
    settings.sqlite.checkpoint_pages = 200;
    return settings;
}

void SqliteBackend::execute(const std::string& sql) const {
    soci::session session;
    opener_->open(session);
    session << sql;
}

std::unique_ptr<Store> SqliteBackend::open() const {
    migrate(*opener_, settings(), samples::kNow);
    return Store::open(settings(), opener_, testVault());
}

}  // namespace concordat::store
