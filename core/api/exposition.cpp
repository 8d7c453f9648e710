#include "core/api/exposition.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include "core/api/routes.hpp"

namespace concordat::api {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

constexpr double kMicrosecondsPerSecond = 1e6;

/// The last series is of requests that no operation was found for.
std::string nameOfSeries(std::size_t index) {
    return index < operations().size() ? std::string(operations()[index].id) : "none";
}

ClientMetric labelled(const std::string& cloud, const std::string& operation) {
    ClientMetric metric;
    metric.label = {{"cloud", cloud}, {"operation", operation}};
    return metric;
}

/// Only statuses that occurred: a series of zeros for each of them would be thousands of lines.
void addCounts(MetricFamily& family, const std::string& cloud, const std::string& operation,
               const RequestMetrics::Series& series) {
    for (std::size_t slot = 0; slot < series.by_status.size(); ++slot) {
        const auto count = series.by_status[slot].load(std::memory_order_relaxed);
        if (count == 0) continue;
        auto metric = labelled(cloud, operation);
        const int status = RequestMetrics::kStatuses[slot];
        metric.label.push_back({"status", status == 0 ? "other" : std::to_string(status)});
        metric.counter.value = static_cast<double>(count);
        family.metric.push_back(std::move(metric));
    }
}

void addDurations(MetricFamily& family, const std::string& cloud, const std::string& operation,
                  const RequestMetrics::Series& series) {
    auto metric = labelled(cloud, operation);
    auto& histogram = metric.histogram;
    for (std::size_t slot = 0; slot < series.buckets.size(); ++slot) {
        // Prometheus's buckets are cumulative, ours are not.
        histogram.sample_count += series.buckets[slot].load(std::memory_order_relaxed);
        // Prometheus measures in seconds.
        const double bound = slot < RequestMetrics::kBoundsUs.size()
                                 ? RequestMetrics::kBoundsUs[slot] / kMicrosecondsPerSecond
                                 : std::numeric_limits<double>::infinity();
        histogram.bucket.push_back({histogram.sample_count, bound});
    }
    if (histogram.sample_count == 0) return;
    histogram.sample_sum = static_cast<double>(series.total_us.load(std::memory_order_relaxed)) /
                           kMicrosecondsPerSecond;
    family.metric.push_back(std::move(metric));
}

/// The value of a measurement; nothing when it cannot be had.
std::optional<double> valueOf(const Measurement& measurement) {
    try {
        return measurement.value();
    } catch (...) {
        return std::nullopt;
    }
}

/// The family of a measurement: readers of the format refuse a name that comes in two places.
MetricFamily& familyOf(std::vector<MetricFamily>& families, const Measurement& measurement) {
    const auto known = std::find_if(
        families.begin(), families.end(),
        [&measurement](const auto& family) { return family.name == measurement.name; });
    if (known != families.end()) return *known;
    const bool gauge = measurement.kind == Measurement::Kind::Gauge;
    return families.emplace_back(MetricFamily{
        measurement.name, measurement.help, gauge ? MetricType::Gauge : MetricType::Counter, {}});
}

void addMeasurement(std::vector<MetricFamily>& families, const Measurement& measurement) {
    const auto value = valueOf(measurement);
    if (!value) return;
    const bool gauge = measurement.kind == Measurement::Kind::Gauge;
    ClientMetric metric;
    for (const auto& [name, content] : measurement.labels) metric.label.push_back({name, content});
    (gauge ? metric.gauge.value : metric.counter.value) = *value;
    familyOf(families, measurement).metric.push_back(std::move(metric));
}

}  // namespace

std::string exposeMetrics(const std::vector<const RequestMetrics*>& requests,
                          const std::vector<Measurement>& measurements) {
    // Families are written whole: readers of the format refuse one that comes twice.
    std::vector<MetricFamily> families(2);
    families[0] = {"concordat_requests_total",
                   "Requests answered, by operation and status.",
                   MetricType::Counter,
                   {}};
    families[1] = {"concordat_request_duration_seconds",
                   "Time from a request being read to its reply being ready, by operation.",
                   MetricType::Histogram,
                   {}};
    for (const auto* cloud : requests) {
        for (std::size_t index = 0; index < cloud->series().size(); ++index) {
            const auto operation = nameOfSeries(index);
            addCounts(families[0], cloud->cloud(), operation, cloud->series()[index]);
            addDurations(families[1], cloud->cloud(), operation, cloud->series()[index]);
        }
    }
    for (const auto& measurement : measurements) addMeasurement(families, measurement);
    return prometheus::TextSerializer().Serialize(families);
}

}  // namespace concordat::api
