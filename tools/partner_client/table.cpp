#include "tools/partner_client/table.hpp"

#include <algorithm>
#include <ostream>

#include "core/base/csv_writer.hpp"
#include "core/base/text.hpp"

namespace concordat::client {
namespace {

constexpr std::size_t kGap = 2;

std::string inCapitals(std::string text) {
    for (auto& letter : text)
        if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    return text;
}

void writeLine(std::ostream& out, const std::vector<std::string>& cells,
               const std::vector<std::size_t>& widths) {
    std::string line;
    for (std::size_t column = 0; column < cells.size(); ++column) {
        line += cells[column];
        if (column + 1 == cells.size()) break;
        line.append(widths[column] - countCodePoints(cells[column]) + kGap, ' ');
    }
    out << line << '\n';
}

}  // namespace

// C0, DEL and, in UTF-8, C1.
std::string printable(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
        const bool c1 = byte == 0xC2 && next >= 0x80 && next < 0xA0;
        if (c1) ++i;
        plain.push_back(byte < 0x20 || byte == 0x7F || c1 ? ' ' : text[i]);
    }
    return plain;
}

void writeAligned(std::ostream& out, const Table& table) {
    std::vector<std::vector<std::string>> lines;
    lines.emplace_back();
    for (const auto& column : table.columns) lines[0].push_back(inCapitals(column));
    for (const auto& row : table.rows) {
        auto& line = lines.emplace_back();
        for (const auto& cell : row) line.push_back(printable(cell));
    }
    std::vector<std::size_t> widths(table.columns.size(), 0);
    for (const auto& line : lines)
        for (std::size_t column = 0; column < line.size(); ++column)
            widths[column] = std::max(widths[column], countCodePoints(line[column]));
    for (const auto& line : lines) writeLine(out, line, widths);
}

std::string csvHead(const std::vector<std::string>& columns) {
    return std::string(CsvWriter::kByteOrderMark) + csvRow(columns);
}

std::string csvRow(const std::vector<std::string>& cells) {
    std::string text;
    CsvWriter csv(text);
    for (const auto& cell : cells) csv.cell(cell);
    csv.endRow();
    return text;
}

void writeCsv(std::ostream& out, const Table& table) {
    out << csvHead(table.columns);
    for (const auto& row : table.rows) out << csvRow(row);
}

}  // namespace concordat::client
