#include <iostream>

#include "core/runtime/process.hpp"
#include "core/runtime/settings_file.hpp"
#include "core/runtime/stop_signals.hpp"
#include "tools/concordat/command.hpp"
#include "tools/concordat/tour.hpp"

namespace concordat::cli {
namespace {

constexpr std::size_t kNameWidth = 16;

// For who started it by hand; a supervisor reads the events.
void writeWelcome(const runtime::Process& process) {
    const auto& settings = process.settings();
    runtime::Seed seed;
    if (!settings.seed_file.empty()) seed = runtime::readSeed(settings.seed_file);
    std::cout << "Concordat " CONCORDAT_VERSION " keeps its data in " << settings.data_dir.string()
              << " and serves\n";
    const auto listeners = process.listeners();
    for (const auto& [name, url] : listeners)
        std::cout << "  " << name
                  << std::string(kNameWidth - std::min(name.size(), kNameWidth - 1), ' ') << url
                  << '\n';
    const auto& first = settings.clouds.front();
    writeTour(std::cout, first, listeners.front().url, seed);
    std::cout << "\nReady. Ctrl-C stops it." << std::endl;
    std::cout.clear();  // serving goes on where nobody reads it
}

int serve(const std::string& file) {
    // Before any thread, so that all inherit the blocked signals.
    const runtime::StopSignals signals;
    // All that is missing at once, before the first thing is opened.
    auto settings = runtime::readCheckedSettings(file, runtime::processSurroundings());
    runtime::Process process(std::move(settings));
    process.start();
    writeWelcome(process);
    while (signals.wait() == runtime::Request::Reload)
        process.reload(file, runtime::processSurroundings());
    process.stop();
    return kDone;
}

}  // namespace

void addServeCommand(CLI::App& app, int& exit_code) {
    auto* command = app.add_subcommand("serve",
                                       "Serve the clouds of a settings file until SIGINT or "
                                       "SIGTERM; SIGHUP reads the settings again");
    auto* file = command->add_option("-c,--config", "The settings file")->required();
    command->callback([file, &exit_code] { exit_code = serve(file->as<std::string>()); });
}

}  // namespace concordat::cli
