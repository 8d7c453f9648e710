#pragma once

#include <cstddef>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "tools/partner_client/row_result.hpp"

namespace concordat::client {

/// A customer to be added, from one row of a file.
struct CustomerRow {
    std::size_t line = 0;
    std::string company_name;
    std::string domain;  ///< in small letters
    std::string body;    ///< of POST /v1/customers
};

using ReadRow = std::variant<CustomerRow, RowFault>;

/// The rows of a file, one after the other, so that its length does not matter.
class CustomerRows {
public:
    virtual ~CustomerRows() = default;

    /// The next row, good or not; nothing at the end. @throws std::runtime_error where the rest of
    /// the file cannot be read
    [[nodiscard]] virtual std::optional<ReadRow> next() = 0;
};

/// CSV with the columns of customerColumns() in any order and case; state, city, postal code,
/// second line, phone and registration number may be left out. Columns of a customer list's export
/// that say nothing of a new customer are passed over. Borrows `in`. @throws std::runtime_error
/// naming columns that are unknown, twice or missing, or the form that the file has instead
[[nodiscard]] std::unique_ptr<CustomerRows> readCsvRows(std::istream& in);

/// JSON Lines: on each line the body of POST /v1/customers. Borrows `in`.
[[nodiscard]] std::unique_ptr<CustomerRows> readJsonRows(std::istream& in);

/// The first line of a CSV file that can be imported.
[[nodiscard]] std::string customerColumns();

}  // namespace concordat::client
