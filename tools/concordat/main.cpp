#include <iostream>
#include <sys/stat.h>

#include "core/base/error.hpp"
#include "core/runtime/settings_file.hpp"
#include "tools/concordat/command.hpp"

namespace {

constexpr auto kExitCodes =
    "Exit codes: 0 done, 1 failed (the message says why), 2 command line not understood,\n"
    "3 settings refused (every mistake is named).";

/// What this program writes is for its own user only, unless a command says otherwise.
constexpr mode_t kOwnerOnly = 077;

}  // namespace

int main(int argc, char** argv) {
    using namespace concordat::cli;
    umask(kOwnerOnly);
    int exit_code = kDone;
    CLI::App app("Concordat: customer accounts for sovereign clouds", "concordat");
    app.footer(kExitCodes);
    app.require_subcommand(1);
    addConfigCommand(app, exit_code);
    addPluginCommand(app, exit_code);
    addVersionCommand(app, exit_code);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? kDone : kUsage;
    } catch (const concordat::runtime::SettingsRefused& refused) {
        std::cerr << refused.what();
        return kSettingsRefused;
    } catch (const concordat::FatalError& error) {
        std::cerr << error.event() << ": " << error.what() << '\n';
        return kFailed;
    } catch (const std::exception& error) {
        std::cerr << "concordat: " << error.what() << '\n';
        return kFailed;
    }
    return exit_code;
}
