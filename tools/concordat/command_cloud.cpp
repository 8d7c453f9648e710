#include "tools/concordat/command_cloud.hpp"

#include <stdexcept>

#include "core/base/log.hpp"
#include "core/base/text.hpp"

namespace concordat::cli {

std::shared_ptr<CloudChoice> addConfigOption(CLI::App& command) {
    auto choice = std::make_shared<CloudChoice>();
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

ChosenCloud chooseCloud(const CloudChoice& choice) {
    // That a cloud was opened is worth an event of a server, not a line of every command.
    setLogThreshold(Severity::Warning);
    ChosenCloud chosen{
        .settings = runtime::readCheckedSettings(choice.config, runtime::processSurroundings()),
        .id = choice.cloud};
    const auto& clouds = chosen.settings.clouds;
    if (chosen.id.empty() && clouds.size() == 1) chosen.id = clouds.front().id;
    if (chosen.settings.cloud(chosen.id) != nullptr) return chosen;
    std::string known;
    for (const auto& cloud : clouds) known += (known.empty() ? "" : ", ") + cloud.id;
    throw std::runtime_error("say with --cloud which one of these is meant: " + known);
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
    for (auto& partner : store.partners().list())
        if (equalsIgnoringCase(partner.name, name) ||
            (!partner.mpn_id.empty() && partner.mpn_id == name))
            return partner;
    throw std::runtime_error("there is no partner '" + name +
                             "'; see 'concordat partner list' for those that there are");
}

}  // namespace concordat::cli
