#include <iostream>

#include "tools/concordat/command.hpp"

namespace concordat::cli {

void addVersionCommand(CLI::App& app, int& exit_code) {
    auto* command = app.add_subcommand("version", "Print the version of this program");
    command->callback([&exit_code] {
        std::cout << "concordat " CONCORDAT_VERSION "\n";
        exit_code = kDone;
    });
}

}  // namespace concordat::cli
