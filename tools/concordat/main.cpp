#include <filesystem>
#include <iostream>
#include <sys/stat.h>

#include "core/base/error.hpp"
#include "core/runtime/settings_file.hpp"
#include "tools/concordat/command.hpp"
#include "tools/concordat/usage_error.hpp"

namespace {

constexpr auto kExitCodes =
    "Exit codes: 0 done, 1 failed (the message says why), 2 command line not understood,\n"
    "3 settings refused (every mistake is named), 4 migrations are missing ('migrate --status').";

/// What this program writes is for its own user only, unless a command says otherwise.
constexpr mode_t kOwnerOnly = 077;

/// What a command could not do, in what the code says: texts for partners would not help an
/// operator.
std::string describe(const concordat::Error& error) {
    if (error.kind() == concordat::ErrorKind::StoreUnavailable)
        return "the store does not answer; see the event above and try again";
    std::string text = "error " + std::to_string(error.code());
    for (const auto& argument : error.arguments()) text += " " + argument;
    return text;
}

/// Of a command that came to `exit_code`: what it has written counts only where it has arrived.
int afterWriting(int exit_code) {
    using namespace concordat::cli;
    if (std::cout.flush()) return exit_code;
    std::cerr << "concordat: standard output cannot be written\n";
    return exit_code == kDone ? kFailed : exit_code;
}

}  // namespace

int main(int argc, char** argv) {
    using namespace concordat::cli;
    umask(kOwnerOnly);
    int exit_code = kDone;
    CLI::App app("Concordat: customer accounts for sovereign clouds", "concordat");
    app.footer(kExitCodes);
    app.set_version_flag("--version", "concordat " CONCORDAT_VERSION);
    app.require_subcommand(1);
    addServeCommand(app, exit_code);
    addMigrateCommand(app, exit_code);
    addConfigCommand(app, exit_code);
    addTokenCommand(app, exit_code);
    addPartnerCommand(app, exit_code);
    addCustomerCommand(app, exit_code);
    addRelationshipCommand(app, exit_code);
    addWebhookCommand(app, exit_code);
    addSeedCommand(app, exit_code);
    addBackupCommand(app, exit_code);
    addRestoreCommand(app, exit_code);
    addEgressCommand(app, exit_code);
    addRecordCommand(app, exit_code);
    addPluginCommand(app, exit_code);
    addCloudsCommand(app, exit_code);
    addCustomersCommand(app, exit_code);
    addUsersCommand(app, exit_code);
    addAuditCommand(app, exit_code);
    addRelationshipsCommand(app, exit_code);
    addCompletionCommand(app, exit_code);
    addVersionCommand(app, exit_code);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return answerParseError(app, error);
    } catch (const concordat::runtime::SettingsRefused& refused) {
        std::cerr << refused.what();
        return kSettingsRefused;
    } catch (const concordat::FatalError& error) {
        std::cerr << error.event() << ": " << error.what() << '\n';
        return kFailed;
    } catch (const concordat::Error& error) {
        std::cerr << "concordat: " << describe(error) << '\n';
        return kFailed;
    } catch (const std::filesystem::filesystem_error& error) {
        std::cerr << "concordat: " << error.path1().string()
                  << " cannot be made or used: " << error.code().message() << '\n';
        return kFailed;
    } catch (const std::exception& error) {
        std::cerr << "concordat: " << error.what() << '\n';
        return kFailed;
    }
    return afterWriting(exit_code);
}
