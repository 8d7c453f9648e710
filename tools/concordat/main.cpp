#include <sys/stat.h>

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
    addVersionCommand(app, exit_code);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? kDone : kUsage;
    }
    return exit_code;
}
