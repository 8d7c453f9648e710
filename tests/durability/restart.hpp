#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/store/store.hpp"
#include "tests/durability/ledger.hpp"

namespace concordat::durability {

inline const PartnerId kPartner{*Uuid::parse("11111111-1111-4111-8111-111111111111")};

/// How a test opens its store.
struct StoreOptions {
    store::Synchronous synchronous = store::Synchronous::Full;
    std::size_t checkpoint_pages = 100;  ///< few, so that cuts fall into checkpoints too
};

/// The store in the file `path`, migrated and opened as a server does it, always with the same
/// keys. @throws FatalError or Error when that fails
[[nodiscard]] std::unique_ptr<store::Store> openStore(const std::string& path,
                                                      const StoreOptions& options = {});

/// Adds the partner that all writers write for.
void addPartner(store::Store& store);

/// What is wrong with a store that was restarted: a damaged file, a partial customer, an account
/// and its record that do not agree, an acknowledged write that is gone, a new write that is not
/// taken. Empty when all is well. Only writers have written to it. What it writes need not last, so
/// nothing is synced.
[[nodiscard]] std::vector<std::string> findProblems(const std::string& path,
                                                    std::span<const Acknowledged> acknowledged);

}  // namespace concordat::durability
