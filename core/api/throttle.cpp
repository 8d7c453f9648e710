#include "core/api/throttle.hpp"

#include <algorithm>
#include <cmath>

namespace concordat::api {

std::uint32_t Throttle::take(const PartnerId& partner, Instant now) {
    if (per_minute_ == 0) return 0;
    const double per_second = per_minute_ / 60.0;
    auto& shard = shards_[IdHash{}(partner) % kShards];
    const std::lock_guard lock(shard.mutex);
    const auto [found, is_new] = shard.buckets.try_emplace(partner);
    auto& bucket = found->second;
    if (is_new) {
        bucket = {static_cast<double>(per_minute_), now};
    } else if (now > bucket.filled) {
        const std::chrono::duration<double> passed = now - bucket.filled;
        bucket.tokens = std::min<double>(per_minute_, bucket.tokens + passed.count() * per_second);
        bucket.filled = now;
    }
    if (bucket.tokens >= 1) {
        bucket.tokens -= 1;
        return 0;
    }
    return static_cast<std::uint32_t>(std::ceil((1 - bucket.tokens) / per_second));
}

}  // namespace concordat::api
