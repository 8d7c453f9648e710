#pragma once

#include <cstddef>

#include "core/base/time.hpp"
#include "core/changes/change_set.hpp"
#include "core/relationships/granular_store.hpp"
#include "core/relationships/relationship_store.hpp"

namespace concordat::runtime {

/// Takes delegated administration back whose time is over at `now`, of all partners, each with an
/// entry in the record; for a job. Returns how many. What another instance has taken back meanwhile
/// does not count. @throws Error StoreUnavailable
std::size_t expireDelegations(relationships::RelationshipStore& store,
                              changes::ChangeStore& changes, Instant now);

/// Extends or ends granular delegated administration whose end has come at `now`, likewise.
std::size_t settleGranular(relationships::GranularStore& store, changes::ChangeStore& changes,
                           Instant now);

}  // namespace concordat::runtime
