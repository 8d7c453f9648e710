#include "core/runtime/process.hpp"

#include "core/base/log.hpp"
#include "core/runtime/measurements.hpp"
#include "core/runtime/seeder.hpp"
#include "core/runtime/settings_reload.hpp"

namespace concordat::runtime {
namespace {

/// How long requests in flight may take to finish when the process stops.
constexpr std::chrono::seconds kGrace{20};

/// Health and metrics are asked for seldom.
constexpr std::size_t kAdministrationThreads = 1;

}  // namespace

Process::Process(Settings settings) : settings_(std::move(settings)) {
    // Administration shows the clouds, so it comes after them.
    openClouds();
    openAdministration();
}

Process::~Process() = default;

void Process::openClouds() {
    Seed seed;
    if (!settings_.seed_file.empty()) seed = readSeed(settings_.seed_file);
    for (const auto& cloud : settings_.clouds) {
        auto& runtime =
            *clouds_.emplace_back(std::make_unique<CloudRuntime>(settings_, cloud, clock_));
        // Before it is served, so that nobody sees half a seed.
        seedCloud(runtime.opened(), cloud.id, seed, clock_);
    }
}

void Process::openAdministration() {
    api::AdministrationDependencies dependencies;
    dependencies.measurements = processMeasurements(CONCORDAT_VERSION, clock_.now());
    for (const auto& cloud : clouds_) {
        dependencies.requests.push_back(&cloud->metrics());
        for (auto& measurement : measurementsOf(*cloud))
            dependencies.measurements.push_back(std::move(measurement));
        for (auto& check : cloud->healthChecks())
            dependencies.health.push_back({cloud->id() + " " + check.name, std::move(check.ready)});
    }
    administration_ = std::make_unique<api::AdministrationApi>(std::move(dependencies));
    auto options = serverOptionsOf(settings_, settings_.administration);
    options.event_threads = kAdministrationThreads;
    options.workers = kAdministrationThreads;
    administration_server_ = std::make_unique<http::Server>(options, *administration_);
}

void Process::start() {
    for (const auto& cloud : clouds_) cloud->start();
    administration_server_->start();
    logEvent(Severity::Information, "RUNTIME-STARTED", "All clouds are served",
             {{"clouds", std::to_string(clouds_.size())}});
}

void Process::stop() {
    logEvent(Severity::Information, "RUNTIME-STOPPING", "Requests in flight are finished");
    // Readiness stays visible until no cloud serves any more.
    for (const auto& cloud : clouds_) cloud->stop(kGrace);
    administration_server_->stop(kGrace);
    logEvent(Severity::Information, "RUNTIME-STOPPED", "Nothing is served any more");
}

void Process::reload(const std::filesystem::path& file, const Surroundings& surroundings) {
    reloadSettings(settings_, clouds_, file, surroundings);
    for (const auto& cloud : clouds_) cloud->reopenLog();
}

std::vector<ServedListener> Process::listeners() const {
    std::vector<ServedListener> listeners;
    for (const auto& cloud : clouds_) listeners.push_back({cloud->id(), cloud->url()});
    listeners.push_back(
        {"administration", urlOf(settings_.administration, administration_server_->port())});
    return listeners;
}

}  // namespace concordat::runtime
