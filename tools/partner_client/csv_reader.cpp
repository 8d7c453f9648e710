#include "tools/partner_client/csv_reader.hpp"

#include <stdexcept>
#include <string_view>

#include "core/base/csv_writer.hpp"

namespace concordat::client {
namespace {

constexpr int kEnd = std::istream::traits_type::eof();

void takeApostropheAway(std::string& cell) {
    constexpr std::string_view kBeginsFormula = "=+-@\t\r";
    if (cell.size() > 1 && cell[0] == '\'' &&
        kBeginsFormula.find(cell[1]) != std::string_view::npos)
        cell.erase(0, 1);
}

}  // namespace

CsvReader::CsvReader(std::istream& in) : in_(in) {
    for (const char expected : CsvWriter::kByteOrderMark) {
        if (in_.peek() != std::istream::traits_type::to_int_type(expected)) return;
        in_.get();
    }
}

bool CsvReader::next(std::vector<std::string>& cells) {
    for (;;) {
        cells.clear();
        row_line_ = line_;
        if (in_.peek() == kEnd) return false;
        End end = End::Cell;
        while (end == End::Cell) {
            end = readCell(cells.emplace_back());
            takeApostropheAway(cells.back());
        }
        if (cells.size() > 1 || !cells[0].empty()) return true;
        if (end == End::File) return false;
    }
}

/// What the character after a cell, or its first one, ends.
CsvReader::End CsvReader::endAfter(int character) {
    if (character == kEnd) return End::File;
    if (character == ',') return End::Cell;
    if (character == '\r' && in_.peek() == '\n') in_.get();
    ++line_;
    return End::Row;
}

CsvReader::End CsvReader::readCell(std::string& cell) {
    if (in_.peek() == '"') {
        in_.get();
        return readQuoted(cell);
    }
    for (;;) {
        const int character = in_.get();
        if (character == kEnd || character == ',' || character == '\r' || character == '\n')
            return endAfter(character);
        cell.push_back(static_cast<char>(character));
    }
}

CsvReader::End CsvReader::readQuoted(std::string& cell) {
    const auto began = line_;
    for (;;) {
        const int character = in_.get();
        if (character == kEnd)
            throw std::runtime_error("line " + std::to_string(began) + ": a quote is never closed");
        if (character == '\n') ++line_;
        if (character != '"') {
            cell.push_back(static_cast<char>(character));
            continue;
        }
        const int following = in_.get();
        if (following == kEnd || following == ',' || following == '\r' || following == '\n')
            return endAfter(following);
        if (following != '"')
            throw std::runtime_error("line " + std::to_string(line_) +
                                     ": text follows a closing quote");
        cell.push_back('"');
    }
}

}  // namespace concordat::client
