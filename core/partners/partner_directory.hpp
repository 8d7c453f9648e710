#pragma once

#include <chrono>
#include <memory>
#include <shared_mutex>
#include <unordered_map>

#include "core/base/ids.hpp"
#include "core/base/time.hpp"
#include "core/partners/partner_store.hpp"

namespace concordat::partners {

/// Finds partners for requests: what the store says, remembered for a few seconds, so that a
/// request costs no query and an operator's `partner suspend` takes effect within `kFreshFor`. That
/// a tenant is no partner is remembered as well, so a new partner may be refused for as long.
/// Thread-safe; one per cloud, asked by the dispatcher for every request.
class PartnerDirectory {
public:
    /// How long an answer is used: short enough for an operator who waits for a suspension, long
    /// enough that a busy partner costs a query every few seconds.
    static constexpr std::chrono::seconds kFreshFor{5};

    /// Borrows `store`, which outlives the directory. Starts with nothing remembered.
    explicit PartnerDirectory(PartnerStore& store) : store_(store) {}

    /// The partner of that tenant; null when it is none. `now` is the request's time. Asks the
    /// store when no fresh answer is remembered, and then blocks as the store does; several
    /// requests of one partner may ask at once. The result stays valid after the directory has
    /// forgotten it. @throws Error StoreUnavailable
    [[nodiscard]] std::shared_ptr<const Partner> find(const PartnerId& partner, Instant now);

    /// The partner if it is remembered and fresh; null when the store would have to be asked, and
    /// also when it is remembered that there is none. Never blocks on the store: for event threads.
    [[nodiscard]] std::shared_ptr<const Partner> remembered(const PartnerId& partner, Instant now);

private:
    // An answer of the store, and when it was given.
    struct Known {
        std::shared_ptr<const Partner> partner;  // null: known to be none
        Instant asked{};
    };

    PartnerStore& store_;      // not owned; outlives the directory
    std::shared_mutex mutex_;  // guards `known_`
    std::unordered_map<PartnerId, Known, IdHash> known_;
};

}  // namespace concordat::partners
