#include "core/runtime/settings_reload.hpp"

#include "core/base/error.hpp"
#include "core/base/log.hpp"
#include "core/documents/own_documents.hpp"
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

/// What changes of a cloud while it runs.
struct CloudChange {
    CloudRuntime& cloud;
    std::vector<std::string> settings;  ///< their places
    std::vector<std::string> files;     ///< of agreements that differ, each below its setting
    std::vector<documents::OwnDocument> agreements;

    [[nodiscard]] std::vector<std::string> places() const {
        auto all = settings;
        all.insert(all.end(), files.begin(), files.end());
        return all;
    }
};

// Of those clouds that anything changes of. Throws for what cannot.
std::vector<CloudChange> planChanges(const Clouds& clouds, const Settings& next,
                                     const SettingsChange& change) {
    std::vector<CloudChange> planned;
    if (!change.of_same_clouds) return planned;
    for (std::size_t i = 0; i < clouds.size(); ++i) {
        auto& cloud = *clouds[i];
        CloudChange one{cloud, change.ofCloud(i), {}, {}};
        if (!one.settings.empty()) cloud.requireChangeable(next.clouds[i]);
        one.agreements = documents::requireOwnDocuments(next.clouds[i].agreements.folder);
        for (const auto& file : cloud.agreementTexts().differencesTo(one.agreements))
            one.files.push_back(placeOf(i) + "agreements.folder/" + file);
        if (!one.settings.empty() || !one.files.empty()) planned.push_back(std::move(one));
    }
    return planned;
}

// What cannot go wrong any more.
void carryOut(CloudChange& change) {
    if (!change.settings.empty()) change.cloud.applySettings();
    if (!change.files.empty()) change.cloud.agreementTexts().replace(std::move(change.agreements));
}

void change(Settings& running, const Clouds& clouds, const Settings& next) {
    requireAllowed(clouds, next);
    const auto change = compareSettings(running, next);
    auto planned = planChanges(clouds, next, change);
    for (const auto& one : planned) recordChange(one.cloud, one.places());
    adopt(running, next, change);
    auto applied = change.at_once;
    for (auto& one : planned) {
        carryOut(one);
        applied.insert(applied.end(), one.files.begin(), one.files.end());
    }
    logEvent(Severity::Information, "RUNTIME-SETTINGS-RELOADED", "The settings were read again",
             {{"applied", listOf(applied)}});
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
