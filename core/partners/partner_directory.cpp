#include "core/partners/partner_directory.hpp"

#include <mutex>

namespace concordat::partners {
namespace {

// Tenants come from verified tokens, so that only an issuer could fill the table; forgetting all of
// it costs one query each.
constexpr std::size_t kMostKnown = 100'000;

}  // namespace

std::shared_ptr<const Partner> PartnerDirectory::remembered(const PartnerId& partner, Instant now) {
    const std::shared_lock lock(mutex_);
    const auto known = known_.find(partner);
    if (known == known_.end()) return nullptr;
    const auto age = now - known->second.asked;
    // A clock that went back makes an answer old, not young.
    if (age < Instant::duration::zero() || age >= kFreshFor) return nullptr;
    return known->second.partner;
}

std::shared_ptr<const Partner> PartnerDirectory::find(const PartnerId& partner, Instant now) {
    if (auto known = remembered(partner, now)) return known;
    // Without the lock: a slow store must not hold up the partners that are remembered.
    auto found = store_.find(partner);
    auto shared = found ? std::make_shared<const Partner>(*std::move(found)) : nullptr;
    const std::unique_lock lock(mutex_);
    // All at once rather than the oldest: it never happens to an honest cloud.
    if (known_.size() >= kMostKnown) known_.clear();
    known_[partner] = {shared, now};
    return shared;
}

}  // namespace concordat::partners
