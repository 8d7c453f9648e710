#pragma once

#include <concordat/cloud_store/session_opener.hpp>

namespace concordat::store {

/// Brings a store to rest after many rows were loaded at once: PostgreSQL learns how many rows
/// there are and which pages all may see, without which lists read twice as much; SQLite moves its
/// log into its file. Takes seconds for a million customers; may run beside a server. `opener` is
/// the table owner's. @throws FatalError STORE-OPEN
void settle(const cloud_store::SessionOpener& opener);

}  // namespace concordat::store
