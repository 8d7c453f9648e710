#include <algorithm>
#include <iostream>
#include <stdexcept>

#include "core/base/sha256.hpp"
#include "core/identity/token_minter.hpp"
#include "core/runtime/identity_parts.hpp"
#include "tools/concordat/command.hpp"
#include "tools/concordat/command_cloud.hpp"

namespace concordat::cli {
namespace {

struct TokenOptions {
    std::string partner;
    std::vector<std::string> roles;
    bool app_only = false;
};

identity::Roles rolesOf(const std::vector<std::string>& names) {
    identity::Roles roles;
    for (const auto& name : names) {
        const auto role = identity::roleFromName(name);
        if (!role)
            throw std::runtime_error(
                "'" + name +
                "' is not a role; roles are AdminAgent, SalesAgent, HelpdeskAgent, GlobalAdmin, "
                "BillingAdmin, UserManagementAdmin");
        roles |= *role;
    }
    return roles;
}

// A user of the partner's that exists for this token only, the same each time.
identity::UserAccount commandLineUser(const partners::Partner& partner, identity::Roles roles) {
    identity::UserAccount user;
    // Recognisable in the record, where it will stand.
    user.user_name = "command-line@" + partner.name;
    user.roles = roles;
    const auto hash = sha256({partner.id.value.toString(), user.user_name});
    std::copy_n(hash.begin(), user.id.value.bytes.size(), user.id.value.bytes.begin());
    return user;
}

int printToken(const CloudChoice& choice, const TokenOptions& options) {
    const auto chosen = chooseCloud(choice);
    const auto& cloud = chosen.cloud();
    if (!cloud.identity.built_in)
        throw std::runtime_error("cloud '" + cloud.id +
                                 "' takes its tokens from an external issuer; ask that one");
    const auto opened = openForCommand(chosen);
    const auto partner = findPartner(opened->store(), options.partner);
    // The server's own file, read beside it: what is signed with it is good at once.
    const identity::SigningKeys keys(cloud.identity.signing_key_file);
    const identity::TokenMinter minter(runtime::authoritySettingsOf(cloud), keys);
    // A partner that lets any application call has none by name; any id will do.
    identity::TokenSubject subject{.partner = partner.id,
                                   .application = partner.applications.empty()
                                                      ? ApplicationId{partner.id.value}
                                                      : partner.applications.front(),
                                   .user = std::nullopt};
    if (!options.app_only) subject.user = commandLineUser(partner, rolesOf(options.roles));
    std::cout << minter.mint(subject, cloud.identity.audiences.front(), identity::TokenVersion::V1,
                             SystemClock().now())
              << '\n';
    return kDone;
}

}  // namespace

void addTokenCommand(CLI::App& app, int& exit_code) {
    auto* command = app.add_subcommand(
        "token", "Print a token of a cloud's built-in authority, good for an hour");
    auto choice = addCloudOptions(*command);
    auto options = std::make_shared<TokenOptions>();
    command->add_option("--partner", options->partner, "Name, tenant id or partner network id")
        ->required();
    auto* roles = command->add_option("--role", options->roles,
                                      "Role of the user, several times: AdminAgent (the default), "
                                      "SalesAgent, HelpdeskAgent, GlobalAdmin, BillingAdmin, "
                                      "UserManagementAdmin");
    roles->default_val(std::vector<std::string>{"AdminAgent"});
    command->add_flag("--app-only", options->app_only, "A token of the application, without a user")
        ->excludes(roles);
    command->callback([choice, options, &exit_code] { exit_code = printToken(*choice, *options); });
}

}  // namespace concordat::cli
