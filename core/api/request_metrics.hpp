#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

namespace concordat::api {

/// Counts the requests of one cloud by operation and status, and how long they took by operation.
/// All counters exist from the start: a request adds to three atomic numbers and looks nothing up.
/// Thread-safe.
class RequestMetrics {
public:
    /// Upper bounds of the latency buckets, in microseconds; one more bucket takes the rest. Dense
    /// where reads and commits are, from 50 us to 5 s. Dashboards rely on them.
    static constexpr std::array<std::uint32_t, 14> kBoundsUs = {
        50,     100,    250,    500,     1'000,   2'500,     5'000,
        10'000, 25'000, 50'000, 100'000, 250'000, 1'000'000, 5'000'000};

    /// The statuses that are counted apart; others count as 0, shown as "other".
    static constexpr std::array<int, 18> kStatuses = {0,   200, 201, 202, 204, 400, 401, 403, 404,
                                                      405, 409, 412, 413, 415, 429, 500, 501, 503};

    /// Counters of one operation. Relaxed: each number is right by itself.
    struct Series {
        std::array<std::atomic<std::uint64_t>, kStatuses.size()> by_status{};
        std::array<std::atomic<std::uint64_t>, kBoundsUs.size() + 1> buckets{};
        std::atomic<std::uint64_t> total_us{0};
    };

    /// For the cloud with that id, which becomes a label.
    explicit RequestMetrics(std::string cloud);

    /// Counts one request. `operation` is an index of the route table, or kNoOperation.
    void count(std::size_t operation, int status, std::uint64_t duration_us) noexcept;

    /// The cloud's id.
    [[nodiscard]] const std::string& cloud() const noexcept { return cloud_; }

    /// One for each operation of the route table, and a last one for requests without operation.
    [[nodiscard]] const std::vector<Series>& series() const noexcept { return series_; }

private:
    std::string cloud_;
    std::vector<Series> series_;
};

}  // namespace concordat::api
