#pragma once

#include <string>
#include <vector>

#include "core/runtime/residency.hpp"
#include "core/store/store.hpp"
#include "plugins/host/host.hpp"

namespace concordat::runtime {

/// Tells of each refused sink of a cloud whose store is open: an entry of its record, and an event
/// that names the entry.
void reportRefusals(const std::string& cloud, const std::vector<RefusedSink>& refused,
                    store::Store& store);

/// Refuses to go on when the rules of a cloud, whose store is not open, do not allow one of
/// `sinks`. Entries and events come first, of all of them. For the entries the store is opened
/// beside a server that may run; but only one that is allowed itself and has been set up, since a
/// refusal makes nothing. The event says why there is no entry.
/// @throws FatalError RUNTIME-LOCATION-REFUSED for the first of them
void requireResidency(const Settings& settings, const CloudSettings& cloud,
                      const host::LoadedPlugin& plugin, const std::vector<Sink>& sinks);

}  // namespace concordat::runtime
