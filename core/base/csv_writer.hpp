#pragma once

#include <string>
#include <string_view>

namespace concordat {

/// Appends rows of CSV (RFC 4180, UTF-8) to a text that it borrows: for people, who open the file
/// in a spreadsheet. A cell that a spreadsheet would take for a formula gets an apostrophe in
/// front, which spreadsheets hide: names come from outside, and a formula could send what stands
/// beside it away.
///
///     CsvWriter csv(out);
///     csv.cell(id).cell(name).endRow();
class CsvWriter {
public:
    /// What a file begins with, so that spreadsheets read it as UTF-8.
    static constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

    /// Whether a spreadsheet would take `cell` for a formula: it begins with one of `= + - @`, as
    /// such or as wide as a Chinese letter, with a tab or with an end of line.
    [[nodiscard]] static bool beginsFormula(std::string_view cell) noexcept;

    /// Begins a row; `out` outlives the writer.
    explicit CsvWriter(std::string& out) : out_(out) {}

    /// Appends one cell; `text` is well-formed UTF-8. Quoted only where it must be.
    CsvWriter& cell(std::string_view text);

    /// Ends the row; the next cell begins another.
    CsvWriter& endRow();

private:
    std::string& out_;
    bool row_begun_ = false;
};

}  // namespace concordat
