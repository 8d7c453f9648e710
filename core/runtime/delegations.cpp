#include "core/runtime/delegations.hpp"

#include "core/relationships/granular_service.hpp"
#include "core/relationships/request_service.hpp"

namespace concordat::runtime {
namespace {

/// Asked for at once.
constexpr std::uint32_t kAtOnce = 100;

/// Applies `plan` of all that `ask` gives, some at once; returns of how many.
template <typename Ask, typename Plan>
std::size_t applyAll(changes::ChangeStore& changes, Ask ask, Plan plan) {
    std::size_t done = 0;
    for (;;) {
        std::size_t applied = 0;
        const auto due = ask();
        for (const auto& one : due)
            if (changes.apply(plan(one)) == changes::Outcome::Applied) ++applied;
        done += applied;
        // Others are at work, or these cannot be: the next turn comes soon.
        if (due.size() < kAtOnce || applied == 0) return done;
    }
}

}  // namespace

std::size_t expireDelegations(relationships::RelationshipStore& store,
                              changes::ChangeStore& changes, Instant now) {
    return applyAll(
        changes, [&] { return store.expiredDelegations(now, kAtOnce); },
        [&](const auto& one) { return relationships::RequestService::planExpiry(one, now); });
}

std::size_t settleGranular(relationships::GranularStore& store, changes::ChangeStore& changes,
                           Instant now) {
    return applyAll(
        changes, [&] { return store.due(now, kAtOnce); },
        [&](const auto& one) { return relationships::GranularService::planDue(one, now); });
}

}  // namespace concordat::runtime
