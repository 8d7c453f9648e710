#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/base/time.hpp"
#include "core/runtime/cloud_runtime.hpp"
#include "core/runtime/settings.hpp"

namespace concordat::runtime {

/// A listener of the process, for the one who started it.
struct ServedListener {
    std::string name;  ///< id of the cloud, or "administration"
    std::string url;
};

/// The server as a whole: every cloud of the settings and the administration listener. The one
/// composition root. Used from one thread; the process has one.
class Process {
public:
    /// Opens all clouds, and in development gives them their seed. Nothing is served yet.
    /// @throws FatalError, SettingsRefused
    explicit Process(Settings settings);

    /// Stops without grace.
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    /// Starts every listener; either all serve or it @throws FatalError
    void start();

    /// Finishes the requests in flight and stops.
    void stop();

    /// Opens log files again, after they have been rotated.
    void reopenLogs();

    /// The listeners with their real ports. Meaningful after `start`.
    [[nodiscard]] std::vector<ServedListener> listeners() const;

    [[nodiscard]] const Settings& settings() const { return settings_; }

private:
    void openClouds();
    void openAdministration();

    const Settings settings_;
    SystemClock clock_;
    std::vector<std::unique_ptr<CloudRuntime>> clouds_;
    std::unique_ptr<http::Service> administration_;
    std::unique_ptr<http::Server> administration_server_;
};

}  // namespace concordat::runtime
