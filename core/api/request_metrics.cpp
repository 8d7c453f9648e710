#include "core/api/request_metrics.hpp"

#include <algorithm>

#include "core/api/routes.hpp"

namespace concordat::api {

RequestMetrics::RequestMetrics(std::string cloud)
    : cloud_(std::move(cloud)), series_(operations().size() + 1) {}

void RequestMetrics::count(std::size_t operation, int status, std::uint64_t duration_us) noexcept {
    // kNoOperation is larger than every index and so means the last.
    auto& series = series_[std::min(operation, series_.size() - 1)];
    const auto known = std::find(kStatuses.begin(), kStatuses.end(), status);
    const auto slot = known == kStatuses.end() ? 0 : known - kStatuses.begin();
    // Bounds are inclusive, as Prometheus's "le".
    const auto bucket =
        std::lower_bound(kBoundsUs.begin(), kBoundsUs.end(), duration_us) - kBoundsUs.begin();
    constexpr auto kRelaxed = std::memory_order_relaxed;
    series.by_status[static_cast<std::size_t>(slot)].fetch_add(1, kRelaxed);
    series.buckets[static_cast<std::size_t>(bucket)].fetch_add(1, kRelaxed);
    series.total_us.fetch_add(duration_us, kRelaxed);
}

}  // namespace concordat::api
