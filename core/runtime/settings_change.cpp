#include "core/runtime/settings_change.hpp"

#include <algorithm>
#include <set>

namespace concordat::runtime {
namespace {

std::vector<std::string> differencesOf(const Settings& running, const Settings& next) {
    std::set<std::string> places;
    for (const auto* side : {&running.texts, &next.texts})
        for (const auto& [place, text] : *side) {
            const auto& other = side == &running.texts ? next.texts : running.texts;
            const auto found = other.find(place);
            if (found == other.end() || found->second != text) places.insert(place);
        }
    return {places.begin(), places.end()};
}

bool sameFrame(const Settings& running, const Settings& next) {
    return running.environment == next.environment && running.data_dir == next.data_dir &&
           std::equal(running.clouds.begin(), running.clouds.end(), next.clouds.begin(),
                      next.clouds.end(), [](const auto& a, const auto& b) { return a.id == b.id; });
}

// Opening one where there was none would need another API.
bool keepsLog(const CloudSettings& running, const CloudSettings& next) {
    return running.access_log.file.empty() == next.access_log.file.empty();
}

std::set<std::string> changeableOf(const Settings& running, const Settings& next) {
    std::set<std::string> places;
    for (std::size_t i = 0; i < running.clouds.size(); ++i) {
        places.insert(placeOf(i) + "throttling.requests_per_minute");
        places.insert(placeOf(i) + "agreements.folder");
        if (!keepsLog(running.clouds[i], next.clouds[i])) continue;
        places.insert(placeOf(i) + "access_log.file");
        places.insert(placeOf(i) + "access_log.location");
    }
    return places;
}

}  // namespace

std::string placeOf(std::size_t cloud) {
    return "clouds[" + std::to_string(cloud) + "].";
}

std::vector<std::string> SettingsChange::ofCloud(std::size_t index) const {
    std::vector<std::string> places;
    for (const auto& place : at_once)
        if (place.starts_with(placeOf(index))) places.push_back(place);
    return places;
}

SettingsChange compareSettings(const Settings& running, const Settings& next) {
    SettingsChange change;
    change.of_same_clouds = sameFrame(running, next);
    const auto changeable =
        change.of_same_clouds ? changeableOf(running, next) : std::set<std::string>{};
    for (auto& place : differencesOf(running, next))
        (changeable.contains(place) ? change.at_once : change.at_restart)
            .push_back(std::move(place));
    return change;
}

void adopt(Settings& running, const Settings& next, const SettingsChange& change) {
    for (std::size_t i = 0; i < running.clouds.size(); ++i) {
        if (change.ofCloud(i).empty()) continue;
        auto& cloud = running.clouds[i];
        cloud.requests_per_minute = next.clouds[i].requests_per_minute;
        cloud.agreements.folder = next.clouds[i].agreements.folder;
        if (keepsLog(cloud, next.clouds[i])) cloud.access_log = next.clouds[i].access_log;
    }
    for (const auto& place : change.at_once) {
        const auto found = next.texts.find(place);
        if (found == next.texts.end())
            running.texts.erase(place);
        else
            running.texts[place] = found->second;
    }
}

std::string listOf(const std::vector<std::string>& places) {
    std::string list;
    for (const auto& place : places) list += (list.empty() ? "" : ", ") + place;
    return list.empty() ? "none" : list;
}

}  // namespace concordat::runtime
