#pragma once

#include <string>
#include <vector>

#include "core/api/administration_api.hpp"
#include "core/api/request_metrics.hpp"

namespace concordat::api {

/// The text form of Prometheus for everything that is measured: concordat_requests_total by cloud,
/// operation and status, concordat_request_duration_seconds by cloud and operation, and
/// `measurements`. Operations that nobody has called are left out. Numbers are read one after the
/// other, so sums may be off by what happens meanwhile.
[[nodiscard]] std::string exposeMetrics(const std::vector<const RequestMetrics*>& requests,
                                        const std::vector<Measurement>& measurements);

}  // namespace concordat::api
