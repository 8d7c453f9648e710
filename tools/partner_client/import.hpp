#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "tools/partner_client/api_client.hpp"
#include "tools/partner_client/customer_rows.hpp"
#include "tools/partner_client/row_result.hpp"

namespace concordat::client {

/// Adds the customers of a file through the public API, row by row. A row is never added twice: its
/// request id follows from its content, and what a run has come to stands in a file beside, from
/// which the next run goes on. A domain that is a tenant's already is never taken over: it becomes
/// the link of a relationship request.
class Import {
public:
    /// How it is done.
    struct Options {
        bool dry_run = false;  ///< asks about domain and address, and changes nothing
        /// Results as JSON Lines, appended to, made with mode 0600 since passwords are in it.
        std::filesystem::path results;
    };

    /// Reads the results of earlier runs. Borrows `api`. @throws std::runtime_error when they
    /// cannot be read or written
    Import(ApiClient& api, Options options);

    /// Goes through all rows; `report` is told each result. @throws std::runtime_error and
    /// ApiRefused for what concerns no single row: an unreachable server, a token that is refused,
    /// a file that cannot be read on
    void run(CustomerRows& rows, const std::function<void(const RowResult&)>& report);

private:
    [[nodiscard]] RowResult carryOut(const ReadRow& row);
    [[nodiscard]] RowResult add(const CustomerRow& row);
    [[nodiscard]] RowResult look(const CustomerRow& row);
    [[nodiscard]] RowResult existing(const CustomerRow& row);
    [[nodiscard]] const std::string& relationshipLink();
    void keep(const CustomerRow& row, const RowResult& result);

    ApiClient& api_;
    Options options_;
    std::vector<std::string> done_;     ///< fingerprints of rows of earlier runs, sorted
    std::vector<std::string> domains_;  ///< of this run's rows, sorted
    std::string link_;
    bool link_known_ = false;
};

}  // namespace concordat::client
