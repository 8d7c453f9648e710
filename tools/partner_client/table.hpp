#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace concordat::client {

/// How a command writes what it found.
enum class Format { Table, Json, Csv };

/// Rows of texts under their columns, for people and for spreadsheets.
struct Table {
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;  ///< each as long as `columns`
};

/// Writes a table with aligned columns, two blanks between them, names in capitals; control
/// characters of values become blanks, so that nobody's name moves a terminal's cursor.
void writeAligned(std::ostream& out, const Table& table);

/// Without what a terminal would obey: control characters become blanks.
[[nodiscard]] std::string printable(std::string_view text);

/// The first line of a CSV file with a table's columns, for one that is written row by row.
[[nodiscard]] std::string csvHead(const std::vector<std::string>& columns);

/// A row of such a file; see CsvWriter.
[[nodiscard]] std::string csvRow(const std::vector<std::string>& cells);

/// Writes a table as CSV.
void writeCsv(std::ostream& out, const Table& table);

}  // namespace concordat::client
