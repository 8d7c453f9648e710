#include "tools/partner_client/table.hpp"

#include <gtest/gtest.h>
#include <sstream>

namespace concordat::client {
namespace {

TEST(Table, AlignsColumnsByTheirLetters) {
    std::ostringstream out;
    writeAligned(out, {{"id", "name"}, {{"1", "Größe"}, {"22", ""}, {"Größe", "x"}}});
    EXPECT_EQ(out.str(), "ID     NAME\n1      Größe\n22     \nGröße  x\n");
}

TEST(Table, LeavesATerminalNothingToObey) {
    std::ostringstream out;
    writeAligned(out, {{"name"},
                       {{"a\x1B[2Jb\r\n\x7F\xC2\x9B"
                         "c\xC3\xA4"}}});
    EXPECT_EQ(out.str(), "NAME\na [2Jb    cä\n");
}

TEST(Table, WritesCsvForSpreadsheets) {
    std::ostringstream out;
    writeCsv(out, {{"a", "b"}, {{"=1", "x,y"}}});
    EXPECT_EQ(out.str(),
              "\xEF\xBB\xBF"
              "a,b\r\n'=1,\"x,y\"\r\n");
}

}  // namespace
}  // namespace concordat::client
