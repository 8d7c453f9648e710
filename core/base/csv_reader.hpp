#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace concordat {

/// Reads CSV (RFC 4180) row by row from a text that it borrows: cells between commas, in quotes
/// where they hold commas, quotes (doubled) or line ends; lines end with LF or CRLF. Passes over a
/// byte order mark and over lines that are empty. Any bytes are taken: that they are UTF-8 is the
/// caller's to check.
class CsvReader {
public:
    /// One row.
    struct Row {
        std::size_t line = 0;  ///< on which it begins, counted from 1
        std::vector<std::string> cells;
        /// Whether a quote is left open at the end of the text, or closed before the end of its
        /// cell: then the cells cannot be relied on.
        bool damaged = false;
    };

    /// Begins before the first row; `text` outlives the reader.
    explicit CsvReader(std::string_view text);

    /// The next row; nothing after the last.
    [[nodiscard]] std::optional<Row> next();

private:
    std::string readCell(bool& damaged);
    std::string readQuoted(bool& damaged);
    bool endLine();

    std::string_view rest_;
    std::size_t line_ = 1;
};

}  // namespace concordat
