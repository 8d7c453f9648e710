#include "tools/partner_client/user_rows.hpp"

#include <gtest/gtest.h>

namespace concordat::client {
namespace {

const std::string kHead = "First name,Last name,Display name,Email,Status update\n";

UserRows read(const std::string& csv) {
    return readUserRows(csv, "adatum.example", "DE");
}

/// The only fault of a file, none of whose rows is to be added.
std::string faultOf(const std::string& csv) {
    const auto faults = read(csv).faults;
    if (faults.size() != 1) return std::to_string(faults.size()) + " faults";
    return std::to_string(faults[0].line) + " " + faults[0].field + ": " + faults[0].reason;
}

TEST(UserRows, MakeTheBodyOfACreate) {
    const auto read_rows = read(kHead +
                                "Ana,\"Sil\"\"va\",Ana,ana@adatum.example,\n"
                                ",,Bea,bea@ADATUM.example,\n");
    ASSERT_EQ(read_rows.rows.size(), 2U);
    EXPECT_TRUE(read_rows.faults.empty());
    EXPECT_EQ(read_rows.rows[0].line, 2U);
    EXPECT_EQ(read_rows.rows[0].name, "ana@adatum.example");
    EXPECT_EQ(read_rows.rows[0].body,
              R"({"userPrincipalName":"ana@adatum.example","displayName":"Ana","firstName":"Ana",)"
              R"("lastName":"Sil\"va","usageLocation":"DE"})");
    EXPECT_EQ(read_rows.rows[1].body,
              R"({"userPrincipalName":"bea@ADATUM.example","displayName":"Bea",)"
              R"("usageLocation":"DE"})");
}

TEST(UserRows, SayInWordsWhatIsWrong) {
    EXPECT_EQ(faultOf(kHead + ",,A,a@b.example,\n"),
              "2 Email: is no user name of adatum.example, the customer's domain");
    EXPECT_EQ(faultOf(kHead + ",,A,a@adatum.example,done\n"),
              "2 Status update: must be left empty");
    EXPECT_EQ(faultOf(kHead + std::string(51, 'x') + ",,A,a@adatum.example,\n"),
              "2 First name: has more than 50 characters");
    EXPECT_EQ(faultOf(kHead + ",,\"A,a@adatum.example,\n"), "2 : has a quote that does not match");
    EXPECT_EQ(faultOf(kHead), "1 : the file has no users");
    EXPECT_EQ(faultOf("Display name\nA\n"), "1 Email: the column is missing");
    EXPECT_EQ(faultOf("Display name,Email,e-mail\nA,a,b\n"), "1 Email: the column is there twice");
}

TEST(UserRows, SayThatSemicolonsAreNoCommas) {
    EXPECT_EQ(faultOf("First name;Last name;Display name;Email;Status update\n;;A;a@b.example;\n"),
              "1 : has semicolons between its cells: save it with commas");
}

TEST(UserRows, SayWhereAFileIsNotUtf8) {
    constexpr auto kHint = ": is not UTF-8: save the file as \"CSV UTF-8\"";
    EXPECT_EQ(faultOf(kHead + ",,A,a@adatum.example,\n,,M\xFCller,m@adatum.example,\n"),
              std::string("3 ") + kHint);
    EXPECT_EQ(faultOf(std::string("\xFF\xFE\x44\x00\n\x00", 6)), std::string("1 ") + kHint);
    EXPECT_EQ(faultOf(kHead + std::string("\0", 1)), std::string("2 ") + kHint);
    EXPECT_TRUE(read("\xEF\xBB\xBF" + kHead + ",,A,a@adatum.example,\n").faults.empty());
}

TEST(UserRows, CallMembersAsTheFileDoes) {
    EXPECT_EQ(userColumnOf("userPrincipalName"), "Email");
    EXPECT_EQ(userColumnOf("usageLocation"), "usageLocation");
    EXPECT_EQ(userColumns() + "\n", kHead);
}

TEST(RowIdentity, FollowsFromPurposeAndContentAlone) {
    const RowIdentity one("a", "b");
    EXPECT_EQ(one.requestId(), RowIdentity("a", "b").requestId());
    EXPECT_NE(one.requestId(), RowIdentity("a", "c").requestId());
    EXPECT_NE(one.requestId(), RowIdentity("c", "b").requestId());
    EXPECT_EQ(one.fingerprint().size(), 32U);
    EXPECT_EQ(one.requestId()[14], '8');
}

}  // namespace
}  // namespace concordat::client
