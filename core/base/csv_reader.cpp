#include "core/base/csv_reader.hpp"

#include <algorithm>

namespace concordat {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

CsvReader::CsvReader(std::string_view text) : rest_(text) {
    if (rest_.starts_with(kByteOrderMark)) rest_.remove_prefix(kByteOrderMark.size());
}

/// Passes over a line end, if there is one here.
bool CsvReader::endLine() {
    const std::size_t size = rest_.starts_with("\r\n") ? 2 : rest_.starts_with("\n") ? 1 : 0;
    rest_.remove_prefix(size);
    line_ += size > 0 ? 1 : 0;
    return size > 0;
}

std::optional<CsvReader::Row> CsvReader::next() {
    while (endLine()) continue;
    if (rest_.empty()) return std::nullopt;
    Row row;
    row.line = line_;
    while (true) {
        row.cells.push_back(readCell(row.damaged));
        if (rest_.empty() || endLine()) return row;
        rest_.remove_prefix(1);  // the comma
    }
}

std::string CsvReader::readCell(bool& damaged) {
    std::string cell;
    const bool quoted = rest_.starts_with('"');
    if (quoted) cell = readQuoted(damaged);
    auto size = std::min(rest_.find_first_of(",\n"), rest_.size());
    if (size > 0 && size < rest_.size() && rest_[size] == '\n' && rest_[size - 1] == '\r') --size;
    if (quoted && size > 0) damaged = true;
    cell += rest_.substr(0, size);
    rest_.remove_prefix(size);
    return cell;
}

std::string CsvReader::readQuoted(bool& damaged) {
    std::string cell;
    rest_.remove_prefix(1);
    while (true) {
        const auto quote = std::min(rest_.find('"'), rest_.size());
        cell += rest_.substr(0, quote);
        line_ += static_cast<std::size_t>(
            std::count(rest_.begin(), rest_.begin() + static_cast<std::ptrdiff_t>(quote), '\n'));
        damaged = damaged || quote == rest_.size();
        rest_.remove_prefix(std::min(quote + 1, rest_.size()));
        if (!rest_.starts_with('"')) return cell;
        cell += '"';
        rest_.remove_prefix(1);
    }
}

}  // namespace concordat
