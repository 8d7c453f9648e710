#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tools/partner_client/row_result.hpp"

namespace concordat::client {

/// The largest file of users that is read: a hundred rows, however long, are less.
inline constexpr std::size_t kMostUserFileBytes = 1 << 20;

/// A user to be added, from one row of a file.
struct UserRow {
    std::size_t line = 0;
    std::string name;  ///< the user principal name
    std::string body;  ///< of POST /v1/customers/{customer-id}/users
};

/// What is in a file; with any fault nothing of it is to be added.
struct UserRows {
    std::vector<UserRow> rows;
    std::vector<RowFault> faults;
};

/// Reads a CSV file by the rules of accounts::readUserImport for a customer with that domain; a
/// file that is not UTF-8 is told where. Never throws for what is in `csv`.
[[nodiscard]] UserRows readUserRows(std::string_view csv, const std::string& domain,
                                    const std::string& usage_location);

/// What the file calls a member of a user, such as "Email" for userPrincipalName; a member that is
/// no column keeps its name.
[[nodiscard]] std::string userColumnOf(const std::string& member);

/// The first line of a CSV file that can be imported.
[[nodiscard]] std::string userColumns();

}  // namespace concordat::client
