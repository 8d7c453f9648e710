#pragma once

#include <map>
#include <memory>
#include <string>

#include "tests/support/child_process.hpp"
#include "tests/support/http_client.hpp"
#include "tests/support/temporary_folder.hpp"

namespace concordat::testing_support {

/// The real program serving the cloud `global` on a port that the system chooses, with data in a
/// temporary folder that outlives restarts, and the sandbox of config/seed.yaml.
class GlobalCloudServer {
public:
    /// Writes the settings. `store` and `identity` are the values of those two settings as YAML in
    /// one line. `environment` is given to the program.
    GlobalCloudServer(const std::string& store, const std::string& identity,
                      std::map<std::string, std::string> environment = {});

    /// Starts it and waits until it serves. @throws std::runtime_error with its output otherwise
    void start();

    /// Ends it at once, in the middle of whatever it does.
    void kill();

    /// Asks it to stop and waits; its exit status.
    int stop();

    /// The port of the cloud since the last start.
    [[nodiscard]] unsigned short port() const { return port_; }

    /// What it has written since the last start.
    [[nodiscard]] std::string output() const { return program_->output(); }

    /// Where settings and data are.
    [[nodiscard]] const TemporaryFolder& folder() const { return folder_; }

    /// A token of the built-in authority for the sandbox partner contoso's application alone.
    [[nodiscard]] std::string applicationToken() const;

private:
    TemporaryFolder folder_;
    std::string settings_;
    std::map<std::string, std::string> environment_;
    std::unique_ptr<ChildProcess> program_;
    unsigned short port_ = 0;
};

/// The setting `identity` of a server with its own token issuer.
inline constexpr const char* kBuiltInIdentity =
    "{built_in: {audiences: [https://api.partnercenter.microsoft.com], "
    "application_audiences: [https://graph.windows.net]}}";

/// The setting `store` for SQLite in the data folder.
inline constexpr const char* kSqliteStore = "{backend: sqlite3, location: eu}";

}  // namespace concordat::testing_support
