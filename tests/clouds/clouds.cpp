#include "tests/clouds/clouds.hpp"

#include <map>
#include <sstream>

#include "tests/clouds/cloud_case.hpp"

namespace concordat::tests {

const std::vector<std::string>& cloudFolders() {
    static const std::vector<std::string> folders = [] {
        std::vector<std::string> names;
        std::istringstream list(CLOUD_NAMES);
        for (std::string name; std::getline(list, name, ',');) names.push_back(name);
        return names;
    }();
    return folders;
}

std::filesystem::path cloudFolder(const std::string& name) {
    return std::filesystem::path(CLOUDS_FOLDER) / name;
}

std::unique_ptr<host::LoadedPlugin> loadCloud(const std::string& name,
                                              const host::LoadOptions& options) {
    return host::load(cloudFolder(name) / (name + ".so"), options);
}

const host::LoadedPlugin& sharedCloud(const std::string& name) {
    static std::map<std::string, std::unique_ptr<host::LoadedPlugin>> loaded;
    auto& plugin = loaded[name];
    if (!plugin) plugin = loadCloud(name);
    return *plugin;
}

rules::PartnerView goodPartner(const std::string& cloud) {
    return cloudCase(cloud).good.partner();
}

rules::CustomerDraftView goodDraft(const std::string& cloud) {
    return cloudCase(cloud).good.draft();
}

rules::Instant day(int year, unsigned month, unsigned day_of_month) {
    return std::chrono::sys_days(std::chrono::year(year) / std::chrono::month(month) /
                                 std::chrono::day(day_of_month));
}

}  // namespace concordat::tests
