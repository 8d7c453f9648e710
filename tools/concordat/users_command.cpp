#include "tools/concordat/users_command.hpp"

#include <iostream>
#include <map>

#include "core/base/json_writer.hpp"
#include "tools/concordat/command.hpp"

namespace concordat::cli {
namespace {

const std::vector<ListColumn> kListed = {{"id", "id"},
                                         {"user name", "userPrincipalName"},
                                         {"display name", "displayName"},
                                         {"usage location", "usageLocation"}};

const std::vector<ListColumn> kDeleted = {{"id", "id"},
                                          {"user name", "userPrincipalName"},
                                          {"display name", "displayName"},
                                          {"deleted", "softDeletionTime"}};

const std::vector<ListColumn> kShown = {{"id", "id"},
                                        {"user name", "userPrincipalName"},
                                        {"display name", "displayName"},
                                        {"first name", "firstName"},
                                        {"last name", "lastName"},
                                        {"usage location", "usageLocation"},
                                        {"phone number", "phoneNumber"},
                                        {"state", "state"},
                                        {"deleted", "softDeletionTime"},
                                        {"one-time password", "passwordProfile.password"}};

const std::vector<ListColumn> kRoles = {{"id", "id"}, {"name", "name"}};

/// What a person says of a user; what is empty is not sent.
struct Details {
    std::string user_name;
    std::string display_name;
    std::string first_name;
    std::string last_name;
    std::string usage_location;
    std::string phone_number;

    /// The body of a create or a change.
    [[nodiscard]] std::string body() const {
        std::string body;
        JsonWriter(body)
            .beginObject()
            .memberIfAny("userPrincipalName", user_name)
            .memberIfAny("displayName", display_name)
            .memberIfAny("firstName", first_name)
            .memberIfAny("lastName", last_name)
            .memberIfAny("usageLocation", usage_location)
            .memberIfAny("phoneNumber", phone_number)
            .endObject();
        return body;
    }
};

/// Adds the options of a user's details; a create requires those that the API requires.
std::shared_ptr<Details> addDetails(CLI::App& command, bool create) {
    auto details = std::make_shared<Details>();
    const auto add = [&command](const char* name, std::string& value, const char* description) {
        return command.add_option(name, value, description);
    };
    add("--user-name", details->user_name, "Such as ana@ the customer's domain")->required(create);
    add("--display-name", details->display_name, "What others see")->required(create);
    add("--usage-location", details->usage_location, "Two letters of the country of work")
        ->required(create);
    add("--first-name", details->first_name, "First name");
    add("--last-name", details->last_name, "Last name");
    add("--phone-number", details->phone_number, "Telephone number");
    return details;
}

/// One user of a customer.
struct OneUser {
    std::shared_ptr<UsersOf> users;
    std::string id;

    [[nodiscard]] std::string path() const {
        return users->path() + "/" + client::encodeForUri(id);
    }
};

std::shared_ptr<OneUser> addOneUser(CLI::App& command) {
    auto user = std::make_shared<OneUser>();
    user->users = addUsersOf(command);
    command.add_option("USER", user->id, "The user's id")->required()->check(notEmpty());
    return user;
}

/// Sends a change of one user and writes what the user is then.
void change(const OneUser& user, const std::string& body, const std::string& request_id) {
    const auto& access = *user.users->access;
    writeOne(requireOnce(*access.open(), {.method = "PATCH", .path = user.path(), .body = body},
                         request_id),
             kShown, access.format);
}

void addList(CLI::App& users, int& exit_code) {
    static const std::map<std::string, std::string> kSorts = {{"display-name", "DisplayName"},
                                                              {"user-name", "UserPrincipalName"}};
    auto* command = users.add_subcommand("list", "List a customer's users, as they were made");
    auto of = addUsersOf(*command);
    auto deleted = std::make_shared<bool>(false);
    auto sort = std::make_shared<std::string>();
    auto descending = std::make_shared<bool>(false);
    command->add_flag("--deleted", *deleted, "Those that can be restored, instead");
    auto* const order = command->add_option("--sort", *sort, "In this order, up to 10,000 users");
    order->transform(oneOf(kSorts));
    command->add_flag("--descending", *descending, "From Z to A")->needs(order);
    command->callback([of, deleted, sort, descending, &exit_code] {
        auto path = withParameter(listPath(*of, *deleted), "size=500");
        if (!sort->empty()) path = withParameter(path, "sortField=" + *sort);
        if (*descending) path = withParameter(path, "sortDirection=Descending");
        writeList(*of->access->open(), path, *deleted ? kDeleted : kListed, of->access->format);
        exit_code = kDone;
    });
}

void addShow(CLI::App& users, int& exit_code) {
    auto* command = users.add_subcommand("show", "Show one user, whole");
    auto user = addOneUser(*command);
    command->callback([user, &exit_code] {
        const auto& access = *user->users->access;
        writeOne(access.open()->require({.path = user->path()}), kShown, access.format);
        exit_code = kDone;
    });
}

void addCreate(CLI::App& users, int& exit_code) {
    auto* command = users.add_subcommand("create", "Add a user");
    explain(*command, "The password is good for one use and is shown here only.");
    auto of = addUsersOf(*command);
    auto details = addDetails(*command, true);
    auto request = addRequestId(*command);
    command->callback([of, details, request, &exit_code] {
        const auto body = details->body();
        writeOne(requireOnce(*of->access->open(),
                             {.method = "POST", .path = of->path(), .body = body}, *request),
                 kShown, of->access->format);
        exit_code = kDone;
    });
}

void addUpdate(CLI::App& users, int& exit_code) {
    auto* command = users.add_subcommand("update", "Change what is given and leave the rest");
    auto user = addOneUser(*command);
    auto details = addDetails(*command, false);
    auto request = addRequestId(*command);
    command->callback([user, details, request, &exit_code] {
        const auto body = details->body();
        if (body == "{}") throw std::runtime_error("say what shall change, such as --display-name");
        change(*user, body, *request);
        exit_code = kDone;
    });
}

/// Adds a command that sends always the same.
void addFixed(CLI::App& users, int& exit_code, const std::string& name, const std::string& about,
              const std::string& body) {
    auto* command = users.add_subcommand(name, about);
    auto user = addOneUser(*command);
    auto request = addRequestId(*command);
    command->callback([user, body, request, &exit_code] {
        change(*user, body, *request);
        exit_code = kDone;
    });
}

void addDelete(CLI::App& users, int& exit_code) {
    auto* command =
        users.add_subcommand("delete", "Delete a user, who can be restored for 30 days");
    auto user = addOneUser(*command);
    auto request = addRequestId(*command);
    command->callback([user, request, &exit_code] {
        (void)requireOnce(*user->users->access->open(), {.method = "DELETE", .path = user->path()},
                          *request);
        std::cout << "deleted; 'concordat users restore' undoes it for 30 days\n";
        exit_code = kDone;
    });
}

void addRoles(CLI::App& users, int& exit_code) {
    auto* command =
        users.add_subcommand("roles", "List the directory roles of a user, or all that there are");
    auto of = addUsersOf(*command);
    auto user = std::make_shared<std::string>();
    command->add_option("USER", *user, "The user's id");
    command->callback([of, user, &exit_code] {
        const auto all = of->path().substr(0, of->path().rfind('/'));
        const auto whose = user->empty() ? all : of->path() + "/" + client::encodeForUri(*user);
        writeList(*of->access->open(), whose + "/directoryroles", kRoles, of->access->format);
        exit_code = kDone;
    });
}

}  // namespace

std::string UsersOf::path() const {
    return "/v1/customers/" + client::encodeForUri(customer) + "/users";
}

std::shared_ptr<UsersOf> addUsersOf(CLI::App& command) {
    auto users = std::make_shared<UsersOf>();
    users->access = addPartnerOptions(command);
    command.add_option("CUSTOMER", users->customer, "The customer's id")
        ->required()
        ->check(notEmpty());
    return users;
}

std::string listPath(const UsersOf& users, bool deleted) {
    return deleted ? withParameter(users.path(),
                                   client::filterParameter("UserState", "Inactive", "equals"))
                   : users.path();
}

void addUsersCommand(CLI::App& app, int& exit_code) {
    auto* users = app.add_subcommand("users", "The users of a customer, over the public API");
    users->require_subcommand(1);
    addList(*users, exit_code);
    addShow(*users, exit_code);
    addCreate(*users, exit_code);
    addUpdate(*users, exit_code);
    addFixed(*users, exit_code, "password", "Reset a user's password and show a one-time one, once",
             R"({"passwordProfile":{"forceChangePassword":true}})");
    addDelete(*users, exit_code);
    addFixed(*users, exit_code, "restore", "Undo a delete of the last 30 days",
             R"({"state":"active"})");
    addRoles(*users, exit_code);
    addUserFileCommands(*users, exit_code);
}

}  // namespace concordat::cli
