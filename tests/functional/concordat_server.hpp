#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/store/backends.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/http_client.hpp"
#include "tests/support/temporary_folder.hpp"

namespace concordat::functional {

using testing_support::ChildProcess;
using testing_support::HttpAnswer;
using testing_support::HttpClient;
using testing_support::HttpFields;

/// The roles with which a server and its commands reach PostgreSQL.
enum class Roles { One, OwnerAndService };

/// The outcome of a command.
struct CommandResult {
    int exit_code = -1;
    std::string output;  ///< standard output and error
};

/// Runs `concordat` with these arguments to its end.
[[nodiscard]] CommandResult runConcordat(
    const std::vector<std::string>& arguments,
    const std::map<std::string, std::string>& environment = {});

/// The value at a JSON pointer such as "/items/0/id", as text; empty when there is none.
[[nodiscard]] std::string at(const HttpAnswer& answer, const std::string& pointer);

/// The three clouds of config/development.yaml on ports that the system chooses, with their data in
/// a folder of the test's own: the real program as a process of its own. The folder outlives the
/// process, which can be stopped and started again.
class ConcordatServer {
public:
    /// Prepares the settings; starts nothing yet.
    ConcordatServer();

    /// Runs another build of the program, an installed one say, instead of this tree's.
    void useProgram(const std::string& program) { program_ = program; }

    /// Adds a cloud that config/development.yaml lacks: its id, its plugin's file and the place of
    /// its records, which are in SQLite.
    void addCloud(const std::string& cloud, const std::string& plugin, const std::string& location);

    /// Keeps the records of the cloud at that location in PostgreSQL, in a database of its own.
    void usePostgresqlAt(const std::string& location, Roles roles);

    /// Runs `concordat` with these arguments and these settings to its end.
    [[nodiscard]] CommandResult run(std::vector<std::string> arguments) const;

    /// Keeps the records of all clouds that are served in PostgreSQL, in a database each. With two
    /// roles the server signs in as one that owns nothing, and commands as the owner.
    void usePostgresql(Roles roles = Roles::One);

    /// Takes the owner's role out of the settings again.
    void forgetOwner();

    /// Leaves only that cloud in the settings: the process then serves it alone.
    void serveOnly(const std::string& cloud);

    /// Replaces a text of the settings file, which must be there once or more.
    void editSettings(const std::string& from, const std::string& to);

    /// Starts and waits until it serves. @throws std::runtime_error with what it wrote instead
    void start();

    /// Sends SIGTERM and returns the exit code.
    int stop();

    /// Kills it without warning.
    void kill();

    /// A client of a cloud, or of "administration".
    [[nodiscard]] HttpClient client(const std::string& listener) const;

    /// Where a listener is, such as http://127.0.0.1:8081.
    [[nodiscard]] std::string address(const std::string& listener) const;

    /// Gets something that needs no token.
    [[nodiscard]] HttpAnswer get(const std::string& listener, const std::string& target) const;

    /// A token of `concordat token` for a seeded partner's user with that role.
    [[nodiscard]] std::string token(const std::string& cloud,
                                    const std::string& partner = "contoso",
                                    const std::string& role = "AdminAgent") const;

    /// Sends a request with a token, and the body as JSON.
    [[nodiscard]] HttpAnswer call(const std::string& cloud, const std::string& token,
                                  const std::string& method, const std::string& target,
                                  const std::string& body = {}, HttpFields fields = {}) const;

    [[nodiscard]] const std::string& settingsFile() const { return settings_file_; }
    [[nodiscard]] std::filesystem::path dataFolder() const { return folder_.path() / "data"; }
    [[nodiscard]] ChildProcess& process() { return *process_; }

private:
    [[nodiscard]] unsigned short portOf(const std::string& listener) const;

    testing_support::TemporaryFolder folder_;
    std::vector<std::unique_ptr<store::PostgresqlBackend>> databases_;
    std::string settings_file_;
    std::string program_;
    std::unique_ptr<ChildProcess> process_;
    std::string welcome_;
};

/// What each cloud accepts as a new customer, as JSON; `domain` without the suffix.
[[nodiscard]] std::string newCustomer(const std::string& cloud, const std::string& domain,
                                      const std::string& company = "Wingtip Works");

/// The suffix of the domains of a cloud's customers, with the dot.
[[nodiscard]] std::string suffixOf(const std::string& cloud);

}  // namespace concordat::functional
