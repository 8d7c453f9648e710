#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <unordered_map>

#include "core/base/ids.hpp"
#include "core/base/time.hpp"

namespace concordat::api {

/// Limits how many requests a partner sends: a bucket of as many tokens as it may send in a minute,
/// refilled evenly. Thread-safe. Grows with the number of partners, which operators enrol. Per
/// process: instances of one cloud each allow as many. A clock that goes back refills nothing until
/// it has caught up.
class Throttle {
public:
    /// `per_minute` requests; 0 lets everything pass.
    explicit Throttle(std::uint32_t per_minute) : per_minute_(per_minute) {}

    /// Another rate from now on; what a partner has left stays, up to the new bound.
    void setRate(std::uint32_t per_minute) noexcept { per_minute_ = per_minute; }

    /// Takes a token of `partner`: 0 when there was one, else the whole seconds until there will
    /// be, at least 1. A refused request takes none.
    [[nodiscard]] std::uint32_t take(const PartnerId& partner, Instant now);

private:
    // So many that two partners seldom wait for one lock.
    static constexpr std::size_t kShards = 16;

    // What a partner may still send, as of the time when it was last looked at.
    struct Bucket {
        std::uint64_t credit = 0;  // what refills in a microsecond is per_minute_
        Instant filled{};
    };
    struct Shard {
        std::mutex mutex;  // guards `buckets`
        std::unordered_map<PartnerId, Bucket, IdHash> buckets;
    };

    std::atomic<std::uint32_t> per_minute_;
    std::array<Shard, kShards> shards_;
};

}  // namespace concordat::api
