#include "core/runtime/sink_refusals.hpp"

#include "core/base/log.hpp"
#include "core/runtime/opened_cloud.hpp"
#include "core/runtime/operator_acts.hpp"

namespace concordat::runtime {
namespace {

// The destination stays out of the record: the name of a file may be a person's.
Recorded recordRefusal(store::Store& store, const RefusedSink& refused) {
    const auto& sink = refused.sink;
    return recordAct(store, audit::ResourceType::Sink, audit::OperationType::RefuseLocation,
                     {{"Sink", std::string(purposeOf(sink.kind))},
                      {"Location", sink.location},
                      {"Setting", sink.setting},
                      {"Rule", refused.rule}});
}

void logRefusal(const std::string& cloud, const RefusedSink& refused, const Recorded& recorded) {
    const auto& sink = refused.sink;
    logEvent(Severity::Error, "RUNTIME-LOCATION-REFUSED",
             "The cloud does not allow a sink where it is labelled to be",
             {{"cloud", cloud},
              {"sink", purposeOf(sink.kind)},
              {"location", sink.location},
              {"setting", sink.setting},
              {"rule", refused.rule},
              recorded.field()});
}

// As the service, whose role may write entries; without SQLite's lock, which a server may hold.
std::unique_ptr<store::Store> openForEntries(const Settings& settings, const CloudSettings& cloud,
                                             const host::LoadedPlugin& plugin) {
    const auto opener = sessionOpenerOf(plugin, cloud);
    requireMigrated(*opener, plugin, cloud);
    const auto use = cloud.store.backend == StoreBackend::Sqlite3 ? store::StoreUse::Command
                                                                  : store::StoreUse::Serve;
    return store::Store::open(storeSettingsOf(settings, cloud, plugin, use), opener,
                              store::Vault(masterKeyOf(settings, cloud)));
}

bool mayOpenStore(const host::LoadedPlugin& plugin, const CloudSettings& cloud) {
    return refusedOf(plugin.cloud(), {sinksOf(cloud).front()}).empty();
}

void reportUnrecorded(const std::string& cloud, const std::vector<RefusedSink>& refused,
                      const std::string& why_not) {
    for (const auto& one : refused) logRefusal(cloud, one, {false, why_not});
}

}  // namespace

void reportRefusals(const std::string& cloud, const std::vector<RefusedSink>& refused,
                    store::Store& store) {
    for (const auto& one : refused) logRefusal(cloud, one, recordRefusal(store, one));
}

void requireResidency(const Settings& settings, const CloudSettings& cloud,
                      const host::LoadedPlugin& plugin, const std::vector<Sink>& sinks) {
    const auto refused = refusedOf(plugin.cloud(), sinks);
    if (refused.empty()) return;
    if (!mayOpenStore(plugin, cloud)) {
        reportUnrecorded(cloud.id, refused, "the store itself is where the cloud allows none");
    } else {
        try {
            reportRefusals(cloud.id, refused, *openForEntries(settings, cloud, plugin));
        } catch (const FatalError& error) {
            reportUnrecorded(cloud.id, refused, error.event() + ": " + error.what());
        } catch (const Error&) {
            reportUnrecorded(cloud.id, refused, "the store does not answer");
        }
    }
    throw locationRefused(cloud.id, refused.front());
}

}  // namespace concordat::runtime
