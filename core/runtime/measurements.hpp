#pragma once

#include <vector>

#include "core/api/administration_api.hpp"
#include "core/runtime/cloud_runtime.hpp"

namespace concordat::runtime {

/// What /metrics shows of a cloud beside its requests: connections, workers, store and rules, each
/// with the label `cloud`. Names are a promise to operators: added, never renamed. The runtime
/// outlives the measurements.
[[nodiscard]] std::vector<api::Measurement> measurementsOf(CloudRuntime& cloud);

/// What /metrics shows of the process: its version and when it started. Without labels of a cloud.
[[nodiscard]] std::vector<api::Measurement> processMeasurements(const std::string& version,
                                                                Instant started);

}  // namespace concordat::runtime
