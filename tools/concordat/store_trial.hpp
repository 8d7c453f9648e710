#pragma once

#include <string>

#include "plugins/conformance/conformance.hpp"

namespace concordat::cli {

/// What the conformance kit needs of the core's store: a StoreRoundTrip with one partner and one
/// customer. @throws std::exception saying what went wrong
void tryStore(const conformance::StoreTrial& trial, const cloud_store::StoreSettings& settings);

/// Scratch databases on the server of `connection`, a connection string of libpq ("host=...
/// user=..." or "postgresql://..."), whose role must be allowed to create databases. Its own
/// database is only connected to. @throws std::runtime_error when the string cannot be read
[[nodiscard]] conformance::ScratchDatabase scratchDatabaseOn(const std::string& connection);

}  // namespace concordat::cli
