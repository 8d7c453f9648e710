#pragma once

#include <memory>
#include <string>

#include <concordat/cloud_store/session_opener.hpp>

#include "core/store/statement.hpp"

namespace concordat::store {

/// The dialect of an opener's backend. @throws FatalError STORE-OPEN for an unknown one
[[nodiscard]] Dialect dialectOf(const cloud_store::SessionOpener& opener);

/// A session opened by the cloud's plugin, at start or by an operator's command. @throws FatalError
/// STORE-OPEN saying why it cannot be
[[nodiscard]] std::unique_ptr<soci::session> openAtStart(const cloud_store::SessionOpener& opener);

/// A session opened while requests run. Blocks up to the opener's connect time-out. Why it failed
/// is logged without what the database said. @throws Error StoreUnavailable
[[nodiscard]] std::unique_ptr<soci::session> openForRequests(
    const cloud_store::SessionOpener& opener);

/// Runs a text of several statements, which SOCI's own interface does not take. For texts of this
/// program: nothing is bound or escaped. @throws FatalError `event` with the database's code
void runScript(soci::session& session, Dialect dialect, const std::string& script,
               const std::string& event);

}  // namespace concordat::store
