#include "core/base/csv_writer.hpp"

#include <gtest/gtest.h>

namespace concordat {
namespace {

std::string row(std::initializer_list<std::string_view> cells) {
    std::string out;
    CsvWriter csv(out);
    for (const auto cell : cells) csv.cell(cell);
    csv.endRow();
    return out;
}

TEST(CsvWriter, WritesPlainCellsAsTheyAre) {
    EXPECT_EQ(row({"a", "", "Café Größe", "1 2"}), "a,,Café Größe,1 2\r\n");
    EXPECT_EQ(row({}), "\r\n");
    EXPECT_EQ(row({""}), "\r\n");
}

TEST(CsvWriter, QuotesWhatWouldEndACellOrARow) {
    EXPECT_EQ(row({"a,b", "c"}), "\"a,b\",c\r\n");
    EXPECT_EQ(row({"say \"hi\""}), "\"say \"\"hi\"\"\"\r\n");
    EXPECT_EQ(row({"two\nlines", "\r"}), "\"two\nlines\",\"'\r\"\r\n");
    EXPECT_EQ(row({"\""}), "\"\"\"\"\r\n");
}

TEST(CsvWriter, LeavesSpreadsheetsNothingToCalculate) {
    EXPECT_EQ(row({"=1+1"}), "'=1+1\r\n");
    EXPECT_EQ(row({"+1", "-1", "@SUM(A1)"}), "'+1,'-1,'@SUM(A1)\r\n");
    EXPECT_EQ(row({"\t=1"}), "'\t=1\r\n");
    EXPECT_EQ(row({"\n=1"}), "\"'\n=1\"\r\n");
    EXPECT_EQ(row({"＝1", "＋1", "－1", "＠SUM(A1)"}), "'＝1,'＋1,'－1,'＠SUM(A1)\r\n");
    EXPECT_EQ(row({"=HYPERLINK(\"http://x\",\"y\")"}),
              "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"\r\n");
}

TEST(CsvWriter, LeavesSignsAloneThatAreNotInFront) {
    EXPECT_EQ(row({"a=b", "1-1", "mail@example"}), "a=b,1-1,mail@example\r\n");
    EXPECT_EQ(row({"１－１", "有限公司", "ａ＝"}), "１－１,有限公司,ａ＝\r\n");
}

TEST(CsvWriter, BeginsEachRowAnew) {
    std::string out = "x";
    CsvWriter csv(out);
    csv.cell("a").cell("b").endRow().cell("c").endRow();
    EXPECT_EQ(out, "xa,b\r\nc\r\n");
}

}  // namespace
}  // namespace concordat
