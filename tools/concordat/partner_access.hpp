#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tools/partner_client/api_client.hpp"
#include "tools/partner_client/table.hpp"

namespace concordat::cli {

/// As whom a partner's command asks, and how it writes: --profile and --format. Lives as long as
/// the command line.
struct PartnerAccess {
    std::string profile;
    client::Format format = client::Format::Table;

    /// A client for the profile's cloud. @throws SettingsRefused when the profile is not in order
    [[nodiscard]] std::unique_ptr<client::ApiClient> open() const;
};

/// Adds --profile and --format to a command of a partner.
std::shared_ptr<PartnerAccess> addPartnerOptions(CLI::App& command);

/// A column of a list: its heading, and where an item has it, as "companyProfile.domain".
struct ListColumn {
    std::string heading;
    std::string path;
};

/// Reads every page of a list and writes it in the chosen form; JSON is one array of all items as
/// they came. `path` is without page.
void writeList(client::ApiClient& api, const std::string& path,
               const std::vector<ListColumn>& columns, client::Format format);

/// Writes one resource: as it came for JSON, else each of `columns` on a line of its own.
void writeOne(const std::string& body, const std::vector<ListColumn>& columns,
              client::Format format);

/// `path` with a parameter more.
[[nodiscard]] std::string withParameter(const std::string& path, const std::string& parameter);

/// Takes a file piece by piece.
using Sink = std::function<void(std::string_view)>;

/// Writes what `produce` gives to standard output (no name, or "-") or to a new file with mode 0600
/// that appears whole or not at all. @throws std::runtime_error when `file` exists and not `force`
void writeFile(const std::string& file, bool force,
               const std::function<void(const Sink& write)>& produce);

/// Likewise a file that a good answer brings.
void writeFile(client::ApiClient& api, const client::Call& call, const std::string& file,
               bool force);

/// The body of a good answer to a change that is made once however often it is asked for with the
/// same id; an empty one is made. @throws as ApiClient::require, with the id where the answer may
/// have been lost
[[nodiscard]] std::string requireOnce(client::ApiClient& api, client::Call call,
                                      const std::string& request_id);

/// Adds --request-id to such a change.
[[nodiscard]] std::shared_ptr<std::string> addRequestId(CLI::App& command);

}  // namespace concordat::cli
