#include "core/base/csv_writer.hpp"

namespace concordat {

CsvWriter& CsvWriter::cell(std::string_view text) {
    constexpr std::string_view kBeginsFormula = "=+-@\t\r";
    constexpr std::string_view kNeedsQuotes = ",\"\r\n";
    if (row_begun_) out_.push_back(',');
    row_begun_ = true;
    const bool formula =
        !text.empty() && kBeginsFormula.find(text.front()) != std::string_view::npos;
    const bool quoted = text.find_first_of(kNeedsQuotes) != std::string_view::npos;
    if (quoted) out_.push_back('"');
    if (formula) out_.push_back('\'');
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
