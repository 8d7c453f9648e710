#include <fstream>
#include <iostream>

#include "tools/concordat/command.hpp"
#include "tools/concordat/import_report.hpp"
#include "tools/concordat/users_command.hpp"
#include "tools/partner_client/answer_json.hpp"
#include "tools/partner_client/users_import.hpp"

namespace concordat::cli {
namespace {

const std::vector<ListColumn> kExported = {{"User ID", "id"},
                                           {"User name", "userPrincipalName"},
                                           {"Display name", "displayName"},
                                           {"First name", "firstName"},
                                           {"Last name", "lastName"},
                                           {"Usage location", "usageLocation"},
                                           {"Phone number", "phoneNumber"},
                                           {"State", "state"},
                                           {"Deleted", "softDeletionTime"}};

/// Writes users as they come, page by page.
void writeUsers(const UsersOf& of, bool deleted, const Sink& write) {
    const auto path = withParameter(listPath(of, deleted), "size=500");
    const bool json = of.access->format == client::Format::Json;
    std::vector<std::string> cells;
    for (const auto& column : kExported) cells.push_back(column.heading);
    if (!json) write(client::csvHead(cells));
    client::forEachItem(*of.access->open(), path, [&](const rapidjson::Value& user) {
        if (json) return write(client::plainOf(user) + "\n");
        cells.clear();
        for (const auto& column : kExported) cells.push_back(client::valueAt(user, column.path));
        write(client::csvRow(cells));
    });
}

void addExport(CLI::App& users, int& exit_code) {
    auto* command =
        users.add_subcommand("export", "Write a customer's users to a file, all of them");
    explain(*command, "The file is CSV, or with --format json JSON Lines: a user on each line.");
    auto of = addUsersOf(*command);
    auto deleted = std::make_shared<bool>(false);
    auto file = std::make_shared<std::string>();
    auto force = std::make_shared<bool>(false);
    command->add_flag("--deleted", *deleted, "Those that can be restored, instead");
    command->add_option("--output", *file, "A new file (default: standard output)");
    command->add_flag("--force", *force, "Replace the file");
    command->callback([of, deleted, file, force, &exit_code] {
        writeFile(*file, *force, [&](const Sink& write) { writeUsers(*of, *deleted, write); });
        exit_code = kDone;
    });
}

/// The whole file, which is short. @throws std::runtime_error when it is not, or cannot be read
std::string readShortFile(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    std::string text(client::kMostUserFileBytes + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (in.gcount() == 0 && !in.eof()) throw std::runtime_error(file + " cannot be read");
    text.resize(static_cast<std::size_t>(in.gcount()));
    if (text.size() > client::kMostUserFileBytes)
        throw std::runtime_error(file + " is larger than 1 MiB, which no file of 100 users is");
    return text;
}

/// What `users import` is asked.
struct Request {
    std::string file;
    std::string usage_location;
    std::string passwords;
    bool dry_run = false;
};

/// Adds the users, and says where their passwords are however that ends.
client::ImportSummary add(client::UsersImport& import, const std::string& csv,
                          const std::string& location, const std::string& file,
                          const std::function<void(const client::RowResult&)>& tell) {
    client::PasswordFile passwords(file);
    const auto say = [&passwords, &file] {
        if (passwords.holdsAny()) std::cout << "one-time passwords, nowhere else: " << file << '\n';
    };
    try {
        auto summary = import.add(csv, location, passwords, tell);
        say();
        return summary;
    } catch (const std::exception&) {
        say();
        throw;
    }
}

client::ImportSummary carryOut(client::UsersImport& import, const std::string& csv,
                               const Request& asked, ImportReport& report) {
    const auto& location = asked.usage_location.empty() ? import.country() : asked.usage_location;
    const auto tell = [&report](const client::RowResult& result) { report.tell(result); };
    return asked.dry_run ? import.look(csv, location, tell)
                         : add(import, csv, location, asked.passwords, tell);
}

int import(const UsersOf& of, Request asked) {
    if (asked.passwords.empty()) asked.passwords = asked.file + ".passwords.csv";
    const auto csv = readShortFile(asked.file);
    const auto api = of.access->open();
    client::UsersImport import(*api, of.customer);
    ImportReport report;
    const auto summary = carryOut(import, csv, asked, report);
    using enum client::RowOutcome;
    report.finish(summary, asked.dry_run, {Held, Refused});
    return summary.count(Refused) == 0 ? kDone : kFailed;
}

void addImport(CLI::App& users, int& exit_code) {
    auto* command = users.add_subcommand("import", "Add up to 100 users of a CSV file");
    explain(*command,
            "FILE has the columns\n  " + client::userColumns() +
                "\nin any order and no others; first name, last name and status update may be left "
                "out, and status update is\nempty. A file with faults is refused as a whole. A row "
                "is never added twice: after an interruption run the\nsame command again, with "
                "another --passwords.");
    auto of = addUsersOf(*command);
    auto asked = std::make_shared<Request>();
    command->add_option("FILE", asked->file, "CSV, UTF-8")->required();
    command->add_option("--usage-location", asked->usage_location,
                        "Two letters of the country of work of them all (default: the customer's)");
    command->add_option("--passwords", asked->passwords,
                        "New file for one-time passwords (default: FILE.passwords.csv)");
    command->add_flag("--dry-run", asked->dry_run, "Look at every row and change nothing");
    command->callback([of, asked, &exit_code] { exit_code = import(*of, *asked); });
}

}  // namespace

void addUserFileCommands(CLI::App& users, int& exit_code) {
    addExport(users, exit_code);
    addImport(users, exit_code);
}

}  // namespace concordat::cli
