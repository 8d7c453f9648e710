#pragma once

#include <string>

#include "plugins/conformance/conformance.hpp"

namespace concordat::cli {

/// What the conformance kit needs of the core's store: migrates an empty store, writes a partner
/// and a customer, opens it again and reads both back. @throws std::exception saying what went
/// wrong
void tryStore(const std::shared_ptr<const cloud_store::SessionOpener>& opener,
              const std::string& cloud, const cloud_store::StoreSettings& settings);

/// Scratch databases on the server of `connection`, a connection string of libpq ("host=...
/// user=..." or "postgresql://..."), whose role must be allowed to create databases. Its own
/// database is only connected to. @throws std::runtime_error when the string cannot be read
[[nodiscard]] conformance::ScratchDatabase scratchDatabaseOn(const std::string& connection);

}  // namespace concordat::cli
