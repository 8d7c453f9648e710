#include "core/runtime/delegations.hpp"

#include "core/relationships/request_service.hpp"

namespace concordat::runtime {
namespace {

/// Asked for at once.
constexpr std::uint32_t kAtOnce = 100;

}  // namespace

std::size_t expireDelegations(relationships::RelationshipStore& store,
                              changes::ChangeStore& changes, Instant now) {
    std::size_t expired = 0;
    for (;;) {
        std::size_t applied = 0;
        const auto due = store.expiredDelegations(now, kAtOnce);
        for (const auto& one : due) {
            const auto set = relationships::RequestService::planExpiry(one, now);
            if (changes.apply(set) == changes::Outcome::Applied) ++applied;
        }
        expired += applied;
        // Others are at work, or these cannot be: the next turn comes soon.
        if (due.size() < kAtOnce || applied == 0) return expired;
    }
}

}  // namespace concordat::runtime
