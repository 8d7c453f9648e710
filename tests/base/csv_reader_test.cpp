#include "core/base/csv_reader.hpp"

#include <gtest/gtest.h>

namespace concordat {
namespace {

using Cells = std::vector<std::string>;

std::vector<CsvReader::Row> rowsOf(std::string_view text) {
    CsvReader reader(text);
    std::vector<CsvReader::Row> rows;
    while (auto row = reader.next()) rows.push_back(*std::move(row));
    return rows;
}

Cells only(std::string_view text) {
    const auto rows = rowsOf(text);
    EXPECT_EQ(rows.size(), 1U) << text;
    EXPECT_FALSE(rows.at(0).damaged) << text;
    return rows.at(0).cells;
}

TEST(CsvReader, ReadsPlainCells) {
    EXPECT_EQ(only("a,b c,d"), (Cells{"a", "b c", "d"}));
    EXPECT_EQ(only("a,,"), (Cells{"a", "", ""}));
    EXPECT_EQ(only(","), (Cells{"", ""}));
    EXPECT_EQ(only("a,b\r\n"), (Cells{"a", "b"}));
    EXPECT_EQ(only("a\rb,c\n"), (Cells{"a\rb", "c"}));
}

TEST(CsvReader, ReadsQuotedCells) {
    EXPECT_EQ(only(R"("a,b",c)"), (Cells{"a,b", "c"}));
    EXPECT_EQ(only(R"("say ""hi""",)"), (Cells{"say \"hi\"", ""}));
    EXPECT_EQ(only("\"two\r\nlines\",x\r\n"), (Cells{"two\r\nlines", "x"}));
    EXPECT_EQ(only("\"\",x"), (Cells{"", "x"}));
    EXPECT_EQ(only("a\"b,c"), (Cells{"a\"b", "c"}));
}

TEST(CsvReader, CountsLinesAlsoInsideCellsAndPassesOverEmptyOnes) {
    const auto rows = rowsOf("\xEF\xBB\xBFh\n\n\"a\nb\"\r\n\r\nc\n\n");
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0].cells, (Cells{"h"}));
    EXPECT_EQ(rows[0].line, 1U);
    EXPECT_EQ(rows[1].line, 3U);
    EXPECT_EQ(rows[2].line, 6U);
    EXPECT_EQ(rows[2].cells, (Cells{"c"}));
}

TEST(CsvReader, SaysWhichRowIsDamaged) {
    EXPECT_TRUE(rowsOf("\"open,b\nc").at(0).damaged);
    EXPECT_TRUE(rowsOf("\"a\"b,c").at(0).damaged);
    EXPECT_TRUE(rowsOf("\"\"b,c").at(0).damaged);
    EXPECT_TRUE(rowsOf("\"").at(0).damaged);
    const auto rows = rowsOf("\"a\"b,c\nd");
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_FALSE(rows[1].damaged);
}

TEST(CsvReader, FindsNothingInNothing) {
    EXPECT_TRUE(rowsOf("").empty());
    EXPECT_TRUE(rowsOf("\xEF\xBB\xBF\r\n\n").empty());
}

}  // namespace
}  // namespace concordat
