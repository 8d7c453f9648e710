#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "tools/partner_client/api_client.hpp"
#include "tools/partner_client/table.hpp"

namespace concordat::cli {

/// Reads one of `words` as its value; help and the refusal of another name them all.
template <typename Value>
[[nodiscard]] CLI::Validator oneOf(const std::map<std::string, Value>& words) {
    std::string all;
    for (const auto& [name, value] : words) all += (all.empty() ? "" : ",") + name;
    return CLI::Validator(
        [words, all](std::string& word) {
            const auto found = words.find(word);
            if (found == words.end()) return "'" + word + "' is not one of " + all;
            if constexpr (std::is_enum_v<Value>)
                word = std::to_string(static_cast<std::underlying_type_t<Value>>(found->second));
            else
                word = found->second;
            return std::string();
        },
        "{" + all + "}");
}

/// Refuses an id of no letters, which would make the address of a list.
[[nodiscard]] CLI::Validator notEmpty();

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
