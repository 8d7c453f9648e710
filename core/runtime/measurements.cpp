#include "core/runtime/measurements.hpp"

#include <functional>
#include <string>

namespace concordat::runtime {
namespace {

using Kind = api::Measurement::Kind;

// Collects the measurements of one cloud, all with its label.
class Collector {
public:
    explicit Collector(std::string cloud) : cloud_(std::move(cloud)) {}

    // `read` reads one number from what `snapshot` returns. A snapshot for each number: cheap, and
    // simpler than one snapshot shared by all.
    template <typename Snapshot, typename Read>
    void add(std::string name, std::string help, Kind kind, Snapshot snapshot, Read read) {
        auto value = [snapshot, read] {
            return static_cast<double>(std::invoke(read, snapshot()));
        };
        out_.push_back({std::move(name), std::move(help), kind, {{"cloud", cloud_}}, value});
    }

    [[nodiscard]] std::vector<api::Measurement> take() { return std::move(out_); }

private:
    std::string cloud_;
    std::vector<api::Measurement> out_;
};

// Names follow Prometheus: unit at the end, _total for what only grows.
void addServer(Collector& out, const http::Server& server) {
    using Statistics = http::ServerStatistics;
    const auto now = [&server] { return server.statistics(); };
    out.add("concordat_connections_open", "Connections that are open.", Kind::Gauge, now,
            &Statistics::connections_open);
    out.add("concordat_connections_accepted_total", "Connections accepted.", Kind::Counter, now,
            &Statistics::connections_accepted);
    out.add("concordat_connections_refused_total", "Connections refused beyond the limit.",
            Kind::Counter, now, &Statistics::connections_refused);
    out.add("concordat_http_malformed_total", "Requests refused as malformed.", Kind::Counter, now,
            &Statistics::malformed);
    out.add("concordat_http_timeouts_total", "Requests given up because they came too slowly.",
            Kind::Counter, now, &Statistics::timeouts);
    out.add("concordat_http_overloads_total",
            "Requests refused because the workers' queue was full.", Kind::Counter, now,
            &Statistics::overloads);
    out.add("concordat_workers", "Worker threads.", Kind::Gauge, now, &Statistics::workers);
    out.add("concordat_workers_busy", "Worker threads that carry out a request.", Kind::Gauge, now,
            &Statistics::workers_busy);
    out.add("concordat_workers_queue", "Requests that wait for a worker.", Kind::Gauge, now,
            &Statistics::worker_queue);
}

// Writer and checkpoints stay at zero on PostgreSQL rather than being absent, so that dashboards
// serve both.
void addStore(Collector& out, const store::Store& store) {
    using Counters = store::StoreCounters;
    const auto now = [&store] { return store.counters(); };
    out.add("concordat_store_sessions_open", "Sessions with the store.", Kind::Gauge, now,
            [](const Counters& all) { return all.sessions.open; });
    out.add("concordat_store_sessions_idle", "Sessions that nobody uses.", Kind::Gauge, now,
            [](const Counters& all) { return all.sessions.idle; });
    out.add("concordat_store_session_waits_total", "Times that a request waited for a session.",
            Kind::Counter, now, [](const Counters& all) { return all.sessions.waits; });
    out.add("concordat_store_sessions_exhausted_total", "Times that it waited in vain.",
            Kind::Counter, now, [](const Counters& all) { return all.sessions.exhausted; });
    out.add("concordat_store_session_failures_total", "Sessions that could not be opened.",
            Kind::Counter, now, [](const Counters& all) { return all.sessions.failures; });
    out.add("concordat_store_changes_total", "Change sets run by the writer of SQLite.",
            Kind::Counter, now, [](const Counters& all) { return all.writer.members; });
    out.add("concordat_store_commits_total", "Durable commits of the writer of SQLite.",
            Kind::Counter, now, [](const Counters& all) { return all.writer.commits; });
    out.add("concordat_store_failed_commits_total", "Commits that failed.", Kind::Counter, now,
            [](const Counters& all) { return all.writer.failed_commits; });
    out.add("concordat_store_checkpoints_total", "Checkpoints of SQLite's log.", Kind::Counter, now,
            &Counters::checkpoints);
    out.add("concordat_store_log_restarts_total", "Times that SQLite's log was begun anew.",
            Kind::Counter, now, &Counters::log_restarts);
}

// Zero where webhooks are off.
void addDeliveries(Collector& out, const CloudRuntime& cloud) {
    const auto now = [&cloud] { return cloud.deliveries(); };
    out.add("concordat_webhooks_delivered_total", "Events that receivers accepted.", Kind::Counter,
            now, &DeliveryCounters::delivered);
    out.add("concordat_webhooks_failed_total", "Deliveries that receivers did not accept.",
            Kind::Counter, now, &DeliveryCounters::failed);
    out.add("concordat_webhooks_given_up_total", "Events given up after the last attempt.",
            Kind::Counter, now, &DeliveryCounters::given_up);
    out.add("concordat_webhooks_workers_busy", "Workers that deliver a partner's events.",
            Kind::Gauge, now, &DeliveryCounters::busy);
}

}  // namespace

std::vector<api::Measurement> measurementsOf(CloudRuntime& cloud) {
    Collector out(cloud.id());
    addServer(out, cloud.server());
    addStore(out, cloud.opened().store());
    addDeliveries(out, cloud);
    const auto& plugin = cloud.opened().plugin();
    out.add(
        "concordat_rule_faults_total", "Rules of the cloud that went wrong.", Kind::Counter,
        [&plugin] { return plugin.faults(); }, std::identity());
    out.add(
        "concordat_access_log_dropped_total", "Lines of the access log that were dropped.",
        Kind::Counter, [&cloud] { return cloud.droppedLogLines(); }, std::identity());
    return out.take();
}

std::vector<api::Measurement> processMeasurements(const std::string& version, Instant started) {
    constexpr double kMicroseconds = 1e6;
    return {{"concordat_build_info",
             "The version of this program; always 1.",
             Kind::Gauge,
             {{"version", version}},
             [] { return 1.0; }},
            {"concordat_start_time_seconds",
             "When the process started, in seconds since 1970.",
             Kind::Gauge,
             {},
             [started] { return static_cast<double>(toMicroseconds(started)) / kMicroseconds; }}};
}

}  // namespace concordat::runtime
