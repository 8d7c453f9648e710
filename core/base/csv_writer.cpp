#include "core/base/csv_writer.hpp"

#include <algorithm>
#include <array>

namespace concordat {

bool CsvWriter::beginsFormula(std::string_view cell) noexcept {
    constexpr auto kBeginnings = std::to_array<std::string_view>(
        {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"});
    return std::any_of(kBeginnings.begin(), kBeginnings.end(),
                       [&](std::string_view beginning) { return cell.starts_with(beginning); });
}

CsvWriter& CsvWriter::cell(std::string_view text) {
    constexpr std::string_view kNeedsQuotes = ",\"\r\n";
    if (row_begun_) out_.push_back(',');
    row_begun_ = true;
    const bool quoted = text.find_first_of(kNeedsQuotes) != std::string_view::npos;
    if (quoted) out_.push_back('"');
    if (beginsFormula(text)) out_.push_back('\'');
    for (const char c : text) {
        if (c == '"') out_.push_back('"');
        out_.push_back(c);
    }
    if (quoted) out_.push_back('"');
    return *this;
}

CsvWriter& CsvWriter::endRow() {
    out_.append("\r\n");
    row_begun_ = false;
    return *this;
}

}  // namespace concordat
