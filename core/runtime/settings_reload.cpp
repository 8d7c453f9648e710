#include "core/runtime/settings_reload.hpp"

#include "core/base/error.hpp"
#include "core/base/log.hpp"
#include "core/runtime/operator_acts.hpp"
#include "core/runtime/settings_change.hpp"
#include "core/runtime/sink_refusals.hpp"

namespace concordat::runtime {
namespace {

using Clouds = std::vector<std::unique_ptr<CloudRuntime>>;

/// Why nothing is changed.
struct ReloadRefused {
    std::string why;     ///< for the record: no value of a setting, which might be anything
    std::string detail;  ///< for the event
};

void refuse(const Clouds& clouds, const ReloadRefused& refused) {
    for (const auto& cloud : clouds) {
        const auto recorded =
            recordAct(cloud->opened().store(), audit::ResourceType::Settings,
                      audit::OperationType::RefuseSettings, {{"Why", refused.why}});
        logEvent(
            Severity::Error, "RUNTIME-SETTINGS-REFUSED",
            "The settings were read again and are refused; the cloud runs on with those it had",
            {{"cloud", cloud->id()}, {"why", refused.detail}, recorded.field()});
    }
}

ReloadRefused reasonOf(const SettingsRefused& refused) {
    const auto count = refused.mistakes().size();
    const std::string text = refused.what();
    return {"mistakes in the file: " + std::to_string(count),
            std::to_string(count) + " mistakes, first " + text.substr(0, text.find('\n'))};
}

// Of every cloud, so that all that is wrong is told at once.
void requireAllowed(const Clouds& clouds, const Settings& next) {
    std::vector<std::string> all;
    for (const auto& cloud : clouds) {
        const auto* settings = next.cloud(cloud->id());
        if (settings == nullptr) continue;
        const auto refused = refusedOf(cloud->opened().rules(), sinksOf(*settings));
        reportRefusals(cloud->id(), refused, cloud->opened().store());
        for (const auto& one : refused) all.push_back(one.sink.setting + " of " + cloud->id());
    }
    if (!all.empty())
        throw ReloadRefused{"RUNTIME-LOCATION-REFUSED", "RUNTIME-LOCATION-REFUSED: " + listOf(all)};
}

// Before anything has changed. What is not recorded is not done.
void recordChange(CloudRuntime& cloud, const std::vector<std::string>& places) {
    const auto recorded =
        recordAct(cloud.opened().store(), audit::ResourceType::Settings,
                  audit::OperationType::ReloadSettings, {{"Settings", listOf(places)}});
    if (!recorded.done) throw ReloadRefused{recorded.text, recorded.text};
}

void change(Settings& running, const Clouds& clouds, const Settings& next) {
    requireAllowed(clouds, next);
    const auto change = compareSettings(running, next);
    const auto isConcerned = [&](std::size_t i) { return !change.ofCloud(i).empty(); };
    for (std::size_t i = 0; i < clouds.size(); ++i)
        if (isConcerned(i)) clouds[i]->requireChangeable(next.clouds[i]);
    for (std::size_t i = 0; i < clouds.size(); ++i)
        if (isConcerned(i)) recordChange(*clouds[i], change.ofCloud(i));
    adopt(running, next, change);
    for (std::size_t i = 0; i < clouds.size(); ++i)
        if (isConcerned(i)) clouds[i]->applySettings();
    logEvent(Severity::Information, "RUNTIME-SETTINGS-RELOADED", "The settings were read again",
             {{"applied", listOf(change.at_once)}});
    if (change.at_restart.empty()) return;
    logEvent(Severity::Warning, "RUNTIME-SETTINGS-RESTART",
             "Settings have changed that a restart alone brings into force",
             {{"settings", listOf(change.at_restart)}});
}

}  // namespace

void reloadSettings(Settings& running, const Clouds& clouds, const std::filesystem::path& file,
                    const Surroundings& surroundings) try {
    change(running, clouds, readCheckedSettings(file, surroundings));
} catch (const SettingsRefused& refused) {
    refuse(clouds, reasonOf(refused));
} catch (const FatalError& error) {
    refuse(clouds, {error.event(), error.event() + ": " + error.what()});
} catch (const ReloadRefused& refused) {
    refuse(clouds, refused);
}

}  // namespace concordat::runtime
