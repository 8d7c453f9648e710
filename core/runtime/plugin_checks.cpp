#include <algorithm>
#include <set>

#include "core/base/error.hpp"
#include "core/runtime/residency.hpp"
#include "core/runtime/settings_file.hpp"
#include "core/runtime/yaml_section.hpp"
#include "plugins/host/host.hpp"

namespace concordat::runtime {
namespace {

// Looks at one cloud's plugin and the facts beside it, and notes what is wrong.
class PluginChecks {
public:
    PluginChecks(SettingsDraft& draft, std::size_t index)
        : draft_(draft),
          cloud_(draft.settings.clouds[index]),
          place_("clouds[" + std::to_string(index) + "]") {}

    void run() {
        if (cloud_.plugin.file.empty()) return;
        attempt(".plugin.file", [this] { checkPlugin(host::inspect(cloud_.plugin.file)); });
    }

private:
    void checkPlugin(const host::PluginInfo& info) {
        attempt(".plugin.file", [&info] {
            host::requireVersion(info);
            host::requireStoreTags(info);
        });
        attempt(".plugin.sha256", [&] { host::requireChecksum(info, cloud_.plugin.sha256); });
        if (!cloud_.id.empty() && info.cloud_id != cloud_.id)
            draft_.note(place_ + ".id", "is '" + cloud_.id + "', but " + info.path.string() +
                                            " is the plugin of cloud '" + info.cloud_id +
                                            "': set 'id' or 'plugin.file' right");
        checkLocations();
    }

    // The cloud's own code decides in the end; what its facts do not list it refuses.
    void checkLocations() {
        std::vector<std::string> allowed;
        const auto facts = cloud_.plugin.file.parent_path() / "cloud.yaml";
        const auto mistakes =
            readYaml(facts, [&allowed](const YAML::Node& root, std::vector<Mistake>& found) {
                YamlSection(root, "", 1, found).section("locations").read("labels", allowed);
            });
        for (const auto& mistake : mistakes)
            draft_.note(place_ + ".plugin.file",
                        "has its cloud's facts beside it, " + facts.string() + ": " + mistake.text);
        if (!mistakes.empty()) return;
        std::set<std::string> checked;  // an issuer may be two sinks under one setting
        for (const auto& sink : sinksOf(cloud_))
            if (checked.insert(sink.setting).second)
                checkLocation("." + sink.setting, sink.location, allowed);
    }

    void checkLocation(const std::string& key, const std::string& location,
                       const std::vector<std::string>& allowed) {
        if (location.empty() ||
            std::find(allowed.begin(), allowed.end(), location) != allowed.end())
            return;
        std::string list;
        for (const auto& label : allowed) list += (list.empty() ? "" : ", ") + label;
        draft_.note(place_ + key, "is '" + location + "', where cloud '" + cloud_.id +
                                      "' keeps nothing: its facts allow " +
                                      (list.empty() ? "no place at all" : list));
    }

    template <typename Check>
    void attempt(const std::string& key, Check&& check) {
        try {
            check();
        } catch (const FatalError& error) {
            draft_.note(place_ + key, "is refused: " + error.event() + ": " + error.what());
        }
    }

    SettingsDraft& draft_;
    const CloudSettings& cloud_;
    std::string place_;
};

}  // namespace

void checkPlugins(SettingsDraft& draft) {
    for (std::size_t i = 0; i < draft.settings.clouds.size(); ++i) PluginChecks(draft, i).run();
}

}  // namespace concordat::runtime
