#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "tools/concordat/partner_access.hpp"

namespace concordat::cli {

/// Whose users a command is about, and as whom it asks. Lives as long as the command line.
struct UsersOf {
    std::shared_ptr<PartnerAccess> access;
    std::string customer;

    /// The path of the customer's users.
    [[nodiscard]] std::string path() const;
};

/// Adds the customer and the options of a partner to a command of `concordat users`.
[[nodiscard]] std::shared_ptr<UsersOf> addUsersOf(CLI::App& command);

/// The path of a customer's users, or with the filter of the deleted ones.
[[nodiscard]] std::string listPath(const UsersOf& users, bool deleted);

/// Adds `users export` and `users import`.
void addUserFileCommands(CLI::App& users, int& exit_code);

}  // namespace concordat::cli
