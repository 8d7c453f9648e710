#include "core/api/throttle.hpp"

#include <algorithm>

namespace concordat::api {
namespace {

constexpr std::chrono::microseconds kMinute = std::chrono::minutes(1);
constexpr std::chrono::microseconds kSecond = std::chrono::seconds(1);
constexpr auto kToken = static_cast<std::uint64_t>(kMinute.count());  // in credit

}  // namespace

std::uint32_t Throttle::take(const PartnerId& partner, Instant now) {
    const std::uint64_t rate = per_minute_.load();
    if (rate == 0) return 0;
    auto& shard = shards_[IdHash{}(partner) % kShards];
    const std::lock_guard lock(shard.mutex);
    const auto [found, is_new] = shard.buckets.try_emplace(partner);
    auto& bucket = found->second;
    // A partner begins with a full bucket.
    if (is_new) {
        bucket = {rate * kToken, now};
    } else if (now > bucket.filled) {
        const auto passed = std::min(now - bucket.filled, kMinute);
        bucket.credit = std::min(rate * kToken,
                                 bucket.credit + rate * static_cast<std::uint64_t>(passed.count()));
        bucket.filled = now;
    }
    if (bucket.credit >= kToken) {
        bucket.credit -= kToken;
        return 0;
    }
    const auto in_a_second = rate * static_cast<std::uint64_t>(kSecond.count());
    return static_cast<std::uint32_t>((kToken - bucket.credit + in_a_second - 1) / in_a_second);
}

}  // namespace concordat::api
