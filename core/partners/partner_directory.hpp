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
/// request costs no query and an operator's `partner suspend` takes effect within `kFreshFor`.
/// Thread-safe; one per cloud.
class PartnerDirectory {
public:
    /// How long an answer is used.
    static constexpr std::chrono::seconds kFreshFor{5};

    explicit PartnerDirectory(PartnerStore& store) : store_(store) {}

    /// The partner of that tenant; null when it is none. May ask the store. @throws Error
    /// StoreUnavailable
    [[nodiscard]] std::shared_ptr<const Partner> find(const PartnerId& partner, Instant now);

    /// The partner if it is remembered and fresh; null when the store would have to be asked. Never
    /// blocks on the store.
    [[nodiscard]] std::shared_ptr<const Partner> remembered(const PartnerId& partner, Instant now);

private:
    struct Known {
        std::shared_ptr<const Partner> partner;  // null: known to be none
        Instant asked{};
    };

    PartnerStore& store_;      // not owned; outlives the directory
    std::shared_mutex mutex_;  // guards `known_`
    std::unordered_map<PartnerId, Known, IdHash> known_;
};

}  // namespace concordat::partners
