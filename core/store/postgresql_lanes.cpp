#include "core/store/postgresql_lanes.hpp"

#include <memory>

#include "core/store/postgresql_read_lane.hpp"

namespace concordat::store {

// The lanes of a reactor are found by two addresses that belong to this store alone.

void PostgresqlLanes::attach(Reactor& reactor) {
    reactor.add(this, std::make_unique<PostgresqlReadLane>(reactor, pool_, patience_));
    reactor.add(&counters_,
                std::make_unique<PostgresqlWriteLane>(reactor, pool_, patience_, counters_));
}

PooledSession PostgresqlLanes::acquire() {
    if (const auto* const reactor = Reactor::current())
        if (auto* const lane = static_cast<PostgresqlReadLane*>(reactor->find(this)))
            return lane->lend();
    return pool_.acquire();
}

Outcome PostgresqlLanes::apply(const ChangePlan& plan) {
    if (const auto* const reactor = Reactor::current())
        if (auto* const lane = static_cast<PostgresqlWriteLane*>(reactor->find(&counters_)))
            return lane->apply(plan);
    return executor_.apply(plan);
}

}  // namespace concordat::store
