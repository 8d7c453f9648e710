#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/base/time.hpp"
#include "core/runtime/cloud_runtime.hpp"
#include "core/runtime/settings_file.hpp"

namespace concordat::runtime {

/// A listener of the process, for the one who started it: printed, and read by tests that let the
/// system choose ports.
struct ServedListener {
    std::string name;  ///< id of the cloud, or "administration"
    /// With the real port.
    std::string url;
};

/// The server as a whole: every cloud of the settings and the administration listener. The one
/// composition root. Used from one thread, the one that waits for signals; the process has one.
class Process {
public:
    /// Opens all clouds, and in development gives them their seed. Nothing is served yet. One cloud
    /// that cannot be opened stops all: a half-started process would look healthy from outside.
    /// @throws FatalError, SettingsRefused (of the seed file)
    explicit Process(Settings settings);

    /// Stops without grace.
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    /// Starts every listener; either all serve or it @throws FatalError, and the process is to be
    /// ended. Call once.
    void start();

    /// Finishes the requests in flight, for 20 seconds at most a listener, and stops: the clouds
    /// one after the other, administration last, so that readiness stays visible.
    void stop();

    /// Reads the settings file again and changes what can change while the process runs (see
    /// core/runtime/settings_reload.hpp), then opens the access logs again, whether or not the file
    /// was good: they may have been rotated. @throws FatalError RUNTIME-LOCATION-REFUSED, of a log
    /// that is not allowed any more
    void reload(const std::filesystem::path& file, const Surroundings& surroundings);

    /// The listeners with their real ports. Meaningful after `start`.
    [[nodiscard]] std::vector<ServedListener> listeners() const;

    /// As they were given, but for what has been reloaded.
    [[nodiscard]] const Settings& settings() const { return settings_; }

private:
    void openClouds();
    void openAdministration();

    Settings settings_;
    // The one clock; outlives the clouds.
    SystemClock clock_;
    std::vector<std::unique_ptr<CloudRuntime>> clouds_;
    std::unique_ptr<http::Service> administration_;
    std::unique_ptr<http::Server> administration_server_;
};

}  // namespace concordat::runtime
