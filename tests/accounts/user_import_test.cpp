#include "core/accounts/user_import.hpp"

#include <gtest/gtest.h>

namespace concordat::accounts {
namespace {

const std::vector<std::string> kDomains{"adatum.example.test", "shop.test"};
const std::string kHeader = "First name,Last name,Display name,Email,Status update\r\n";

UserImport read(const std::string& csv) {
    return readUserImport(csv, kDomains, "DE");
}

ImportRefusal onlyRefusal(const std::string& csv) {
    const auto result = read(csv);
    EXPECT_EQ(result.refusals.size(), 1U) << csv;
    return result.refusals.at(0);
}

TEST(UserImport, TakesRowsInTheirOrderWithOneUsageLocation) {
    const auto result = read(kHeader +
                             "Ana,Silva,Ana Silva,ana@adatum.example.test,\r\n"
                             ",,\"Wo, Bea\",Bea@SHOP.test,\r\n");
    EXPECT_TRUE(result.refusals.empty());
    ASSERT_EQ(result.users.size(), 2U);
    const auto& ana = result.users[0].details;
    EXPECT_EQ(ana.first_name, "Ana");
    EXPECT_EQ(ana.last_name, "Silva");
    EXPECT_EQ(ana.display_name, "Ana Silva");
    EXPECT_EQ(ana.principal_name, "ana@adatum.example.test");
    EXPECT_EQ(ana.usage_location, "DE");
    EXPECT_EQ(result.users[1].details.display_name, "Wo, Bea");
    EXPECT_EQ(result.users[1].line, 3U);
}

TEST(UserImport, KnowsColumnsByNameInAnyOrder) {
    const auto result = read(std::string("E-MAIL,display_name\nana@shop.test,Ana\n"));
    EXPECT_TRUE(result.refusals.empty());
    ASSERT_EQ(result.users.size(), 1U);
    EXPECT_EQ(result.users[0].details.display_name, "Ana");
}

TEST(UserImport, FailsForForeignColumnsAndForMissingOnes) {
    EXPECT_EQ(onlyRefusal("Display name,Email,Password\nA,a@shop.test,x\n"),
              (ImportRefusal{1, "Password", ImportFault::UnknownColumn}));
    EXPECT_EQ(onlyRefusal("Display name\nA\n"),
              (ImportRefusal{1, "Email", ImportFault::MissingColumn}));
    EXPECT_EQ(onlyRefusal("Display name,Email,e-mail\nA,a@shop.test,b@shop.test\n"),
              (ImportRefusal{1, "Email", ImportFault::RepeatedColumn}));
    EXPECT_TRUE(read("Display name,Email,Password\nA,a@shop.test,x\n").users.empty());
}

TEST(UserImport, SaysOfEveryRowWhatIsWrong) {
    const auto result = read(kHeader +
                             ",,A,a@shop.test,done\n"
                             ",,,b@shop.test,\n"
                             ",,C,c@elsewhere.test,\n"
                             ",,D,,\n"
                             ",,E,A@shop.test,\n"
                             ",F\n" +
                             std::string(51, 'x') + ",,G,g@shop.test,\n");
    const std::vector<ImportRefusal> expected{
        {2, "Status update", ImportFault::NotEmpty}, {3, "Display name", ImportFault::Missing},
        {4, "Email", ImportFault::NotOfCustomer},    {5, "Email", ImportFault::Missing},
        {6, "Email", ImportFault::Repeated},         {7, "", ImportFault::WrongCellCount},
        {8, "First name", ImportFault::TooLong}};
    EXPECT_EQ(result.refusals, expected);
}

TEST(UserImport, CountsLettersAndNotBytes) {
    std::string fifty;
    for (int i = 0; i < 50; ++i) fifty += "ß";
    EXPECT_TRUE(read(kHeader + fifty + ",,A,a@shop.test,\n").refusals.empty());
    EXPECT_FALSE(read(kHeader + fifty + "ß,,A,a@shop.test,\n").refusals.empty());
}

TEST(UserImport, TakesAHundredUsersAndNoMore) {
    std::string csv = kHeader;
    for (std::size_t i = 0; i < kMostImportedUsers; ++i)
        csv += ",,A,u" + std::to_string(i) + "@shop.test,\n";
    EXPECT_EQ(read(csv).users.size(), kMostImportedUsers);
    EXPECT_TRUE(read(csv).refusals.empty());
    EXPECT_EQ(onlyRefusal(csv + ",,A,one-more@shop.test,\n"),
              (ImportRefusal{102, "", ImportFault::TooManyRows}));
}

TEST(UserImport, TakesNoFileThatIsNone) {
    EXPECT_EQ(onlyRefusal("").fault, ImportFault::NoRows);
    EXPECT_EQ(onlyRefusal(kHeader).fault, ImportFault::NoRows);
    EXPECT_EQ(onlyRefusal(kHeader + ",,\xFF,a@shop.test,\n").fault, ImportFault::Damaged);
    EXPECT_EQ(onlyRefusal(kHeader + ",,\"A,a@shop.test,\n"),
              (ImportRefusal{2, "", ImportFault::Damaged}));
    EXPECT_EQ(onlyRefusal(kHeader + std::string("\0", 1)).fault, ImportFault::Damaged);
}

TEST(UserImport, NamesFaultsForPrograms) {
    EXPECT_EQ(nameOf(ImportFault::Damaged), "damaged");
    EXPECT_EQ(nameOf(ImportFault::Repeated), "repeated");
}

}  // namespace
}  // namespace concordat::accounts
