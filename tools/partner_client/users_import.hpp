#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "tools/partner_client/api_client.hpp"
#include "tools/partner_client/row_result.hpp"
#include "tools/partner_client/user_rows.hpp"

namespace concordat::client {

/// The one-time passwords of users that were added, as CSV: a new file with mode 0600, that is gone
/// again if nothing was written to it. Each password is on the disk before the next user is added.
class PasswordFile {
public:
    /// @throws std::runtime_error when there is a file, or none can be made
    explicit PasswordFile(std::filesystem::path path);
    ~PasswordFile();
    PasswordFile(const PasswordFile&) = delete;
    PasswordFile& operator=(const PasswordFile&) = delete;

    /// @throws std::runtime_error when it cannot be written, naming the user
    void keep(const std::string& user, const std::string& password);

    /// Whether it holds a password.
    [[nodiscard]] bool holdsAny() const noexcept { return holds_any_; }

private:
    std::filesystem::path path_;
    int descriptor_;
    bool holds_any_ = false;
};

/// Adds the users of a file to a customer through the public API, row by row. A row is never added
/// twice: its request id follows from customer and content, and of a name that the customer has
/// the API says so. A file with faults is refused as a whole, and each fault reported.
class UsersImport {
public:
    /// Reads the customer. Borrows `api`. @throws ApiRefused for a customer that is not the
    /// partner's
    UsersImport(ApiClient& api, const std::string& customer);

    /// Where the customer is, as a country's code: where its users work if nobody says otherwise.
    [[nodiscard]] const std::string& country() const noexcept { return country_; }

    /// Tells what can be told without adding anybody: also whether the API would let the caller.
    /// @throws as add
    ImportSummary look(std::string_view csv, const std::string& usage_location,
                       const std::function<void(const RowResult&)>& report);

    /// Adds the users; passwords go to `passwords` alone. @throws std::runtime_error and ApiRefused
    /// for what concerns no single row: an unreachable server, a cloud that does not let users be
    /// added, a customer that grants no delegated administration
    ImportSummary add(std::string_view csv, const std::string& usage_location,
                      PasswordFile& passwords, const std::function<void(const RowResult&)>& report);

private:
    ImportSummary carryOut(std::string_view csv, const std::string& usage_location,
                           const std::function<RowResult(const UserRow&)>& one,
                           const std::function<void(const RowResult&)>& report);
    [[nodiscard]] RowResult addRow(const UserRow& row, PasswordFile& passwords);
    void requireRights();

    ApiClient& api_;
    std::string customer_;  ///< id, as the API writes it
    std::string users_;     ///< path of the customer's users
    std::string domain_;
    std::string country_;
};

}  // namespace concordat::client
