#pragma once

#include <cstddef>
#include <istream>
#include <string>
#include <vector>

namespace concordat::client {

/// Reads CSV (RFC 4180) row by row: cells in quotes may hold commas, quotes and line ends; a byte
/// order mark is passed over, line ends may be of either kind, empty lines are no rows. The
/// apostrophe that CsvWriter puts before a formula is taken away again.
class CsvReader {
public:
    /// Borrows `in`.
    explicit CsvReader(std::istream& in);

    /// Reads the next row into `cells`; false at the end. @throws std::runtime_error naming the
    /// line for a quote that is never closed, or text behind one that is
    [[nodiscard]] bool next(std::vector<std::string>& cells);

    /// The line, from 1, on which the last row began.
    [[nodiscard]] std::size_t line() const noexcept { return row_line_; }

private:
    /// What ended a cell.
    enum class End { Cell, Row, File };

    End readCell(std::string& cell);
    End readQuoted(std::string& cell);
    End endAfter(int character);

    std::istream& in_;
    std::size_t line_ = 1;
    std::size_t row_line_ = 1;
};

}  // namespace concordat::client
