#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/http/message.hpp"

namespace concordat::api {

/// One thing that must be in order for requests to be served, such as "store" or "record". `ready`
/// is called from workers, concurrently, may block for a bounded time, and counts as false when it
/// throws.
struct HealthCheck {
    /// Such as "store"; on the administration listener with the cloud before it.
    std::string name;
    std::function<bool()> ready;
};

/// Fills the reply of /health/live: 200 while the process answers at all. Asks nobody, so a
/// supervisor may kill what does not answer it.
void writeLive(http::Reply& reply);

/// Fills the reply of /health/ready: 200 when every check is in order, else 503, by which a load
/// balancer takes the instance out; the body names each. Runs all checks, one after the other, and
/// blocks as they do.
void writeReady(http::Reply& reply, const std::vector<HealthCheck>& checks);

}  // namespace concordat::api
