#include "tools/partner_client/csv_reader.hpp"

#include <gtest/gtest.h>
#include <sstream>
#include <stdexcept>

#include "core/base/csv_writer.hpp"

namespace concordat::client {
namespace {

using Cells = std::vector<std::string>;

/// All rows, each with the line it began on in front.
std::vector<Cells> rowsOf(const std::string& text) {
    std::istringstream in(text);
    CsvReader reader(in);
    std::vector<Cells> rows;
    for (Cells cells; reader.next(cells);) {
        cells.insert(cells.begin(), std::to_string(reader.line()));
        rows.push_back(cells);
    }
    return rows;
}

TEST(CsvReader, ReadsRowsWithEitherLineEnd) {
    const std::vector<Cells> rows = {{"1", "a", "b"}, {"2", "c", ""}};
    EXPECT_EQ(rowsOf("a,b\nc,\n"), rows);
    EXPECT_EQ(rowsOf("a,b\r\nc,\r\n"), rows);
    EXPECT_EQ(rowsOf("a,b\rc,"), rows);
    EXPECT_EQ(rowsOf("\xEF\xBB\xBF"
                     "a,b\nc,"),
              rows);
}

TEST(CsvReader, KeepsWhatStandsInQuotes) {
    EXPECT_EQ(rowsOf("\"a,b\",\"say \"\"hi\"\"\",\"\"\n"),
              (std::vector<Cells>{{"1", "a,b", "say \"hi\"", ""}}));
    EXPECT_EQ(rowsOf("\"two\nlines\",x\nnext\n"),
              (std::vector<Cells>{{"1", "two\nlines", "x"}, {"3", "next"}}));
}

TEST(CsvReader, PassesEmptyLinesOver) {
    EXPECT_EQ(rowsOf("\n\na\n\r\n\nb\n"), (std::vector<Cells>{{"3", "a"}, {"6", "b"}}));
    EXPECT_TRUE(rowsOf("").empty());
    EXPECT_TRUE(rowsOf("\xEF\xBB\xBF").empty());
}

TEST(CsvReader, RefusesQuotesThatDoNotMatch) {
    for (const auto* text : {"\"open", "a,\"open\nb", "\"a\"b", "\"a\" ,b"})
        EXPECT_THROW((void)rowsOf(text), std::runtime_error) << text;
    // A quote inside a plain cell is a character like others.
    EXPECT_EQ(rowsOf("5\" pipe"), (std::vector<Cells>{{"1", "5\" pipe"}}));
}

TEST(CsvReader, ReadsBackWhatTheWriterWrites) {
    const Cells cells = {"plain", "=1+1", "-", "'quoted", "a\"b,c\r\nd", "", "@x", "Größe"};
    std::string text;
    CsvWriter csv(text);
    for (const auto& cell : cells) csv.cell(cell);
    csv.endRow();
    auto expected = cells;
    expected.insert(expected.begin(), "1");
    EXPECT_EQ(rowsOf(text), (std::vector<Cells>{expected}));
}

}  // namespace
}  // namespace concordat::client
