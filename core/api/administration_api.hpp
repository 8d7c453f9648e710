#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "core/api/health.hpp"
#include "core/api/request_metrics.hpp"
#include "core/http/service.hpp"

namespace concordat::api {

/// A number that another room keeps, read when somebody asks for /metrics. `value` is called from
/// any thread, concurrently, must not block, and counts as absent when it throws.
struct Measurement {
    /// How the number moves: a gauge goes up and down, a counter only up.
    enum class Kind { Gauge, Counter };

    std::string name;  ///< as Prometheus names them, such as "concordat_connections_open"
    std::string help;  ///< one sentence; the same for all measurements of that name
    Kind kind = Kind::Gauge;
    /// Names and values, such as cloud and its id.
    std::vector<std::pair<std::string, std::string>> labels;
    std::function<double()> value;
};

/// What the administration listener shows of the process. Nothing is owned; all of it outlives the
/// AdministrationApi.
struct AdministrationDependencies {
    std::vector<const RequestMetrics*> requests;  ///< one for each cloud
    std::vector<Measurement> measurements;
    std::vector<HealthCheck> health;  ///< of all clouds; names say which
};

/// The administration listener: /health/live, /health/ready and /metrics in the text form of
/// Prometheus. Needs no token, so it belongs on an address that only operators reach. Called
/// concurrently. One for the process, over all clouds.
class AdministrationApi final : public http::Service {
public:
    /// Keeps what the dependencies refer to.
    explicit AdministrationApi(AdministrationDependencies dependencies)
        : dependencies_(std::move(dependencies)) {}

    /// Liveness on the event thread, so that it answers while all workers are stuck; the rest may
    /// block.
    [[nodiscard]] http::Placement placementOf(const http::Request& head) noexcept override;
    /// Never.
    [[nodiscard]] bool wantsBody(const http::Request& head) noexcept override;
    /// GET and HEAD of the three paths; 404 and 405 else, in the form of the API's errors.
    void serve(const http::Request& request, http::Reply& reply) noexcept override;
    /// In the same form, with the code of malformed input.
    void refuse(int status, http::Reply& reply) noexcept override;

private:
    AdministrationDependencies dependencies_;
};

}  // namespace concordat::api
