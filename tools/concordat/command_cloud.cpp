#include "tools/concordat/command_cloud.hpp"

#include <stdexcept>
#include <vector>

#include "core/base/log.hpp"
#include "core/base/text.hpp"

namespace concordat::cli {
namespace {

std::string idsOf(const runtime::Settings& settings) {
    std::string ids;
    for (const auto& cloud : settings.clouds) ids += (ids.empty() ? "" : ", ") + cloud.id;
    return ids;
}

}  // namespace

std::shared_ptr<CloudChoice> addConfigOption(CLI::App& command) {
    auto choice = std::make_shared<CloudChoice>();
    // A default, so that a newcomer's first command needs no option.
    command.add_option("-c,--config", choice->config, "The settings file")
        ->envname("CONCORDAT_CONFIG")
        ->default_val("config/development.yaml");
    return choice;
}

std::shared_ptr<CloudChoice> addCloudOptions(CLI::App& command) {
    auto choice = addConfigOption(command);
    command.add_option("--cloud", choice->cloud,
                       "Id of the cloud; not needed when the settings have only one");
    return choice;
}

runtime::Settings readForCommand(const CloudChoice& choice) {
    // That a cloud was opened is worth an event of a server, not a line of every command.
    setLogThreshold(Severity::Warning);
    auto settings = runtime::readCheckedSettings(choice.config, runtime::processSurroundings());
    if (choice.cloud.empty() || settings.cloud(choice.cloud) != nullptr) return settings;
    throw std::runtime_error("there is no cloud '" + choice.cloud + "' in " + choice.config +
                             "; there are: " + idsOf(settings));
}

ChosenCloud chooseCloud(const CloudChoice& choice) {
    ChosenCloud chosen{.settings = readForCommand(choice), .id = choice.cloud};
    const auto& clouds = chosen.settings.clouds;
    if (chosen.id.empty() && clouds.size() > 1)
        throw std::runtime_error("say with --cloud which one of these is meant: " +
                                 idsOf(chosen.settings));
    if (chosen.id.empty()) chosen.id = clouds.front().id;
    return chosen;
}

std::unique_ptr<runtime::OpenedCloud> openForCommand(const ChosenCloud& chosen) {
    auto opened = std::make_unique<runtime::OpenedCloud>(chosen.settings, chosen.cloud(),
                                                         store::StoreUse::Command);
    setLogThreshold(Severity::Information);
    return opened;
}

partners::Partner findPartner(store::Store& store, const std::string& name) {
    if (const auto id = Uuid::parse(name))
        if (auto found = store.partners().find(PartnerId{*id})) return *found;
    // A command may look at all of them; a request never does.
    std::vector<partners::Partner> meant;
    for (auto& partner : store.partners().list())
        if (equalsIgnoringCase(partner.name, name) ||
            (!partner.mpn_id.empty() && partner.mpn_id == name))
            meant.push_back(std::move(partner));
    if (meant.empty())
        throw std::runtime_error("there is no partner '" + name +
                                 "'; see 'concordat partner list' for those that there are");
    if (meant.size() == 1) return meant.front();
    std::string ids;
    for (const auto& partner : meant) ids.append(" ").append(partner.id.value.toString());
    throw std::runtime_error("'" + name +
                             "' is more than one partner; say which by tenant id:" + ids);
}

}  // namespace concordat::cli
