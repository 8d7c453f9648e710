#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>

#include "tests/clouds/clouds.hpp"

namespace concordat::tests {

namespace {

/// The operations of the table with what it says of one cloud. Only a path may hold a comma, so the
/// clouds are counted from the end of a row.
std::map<std::string, bool> readTable(const std::string& cloud) {
    std::ifstream in(OPERATIONS_CSV);
    const std::map<std::string, int> from_end{{"germany", 1}, {"us_government", 2}, {"global", 3}};
    std::map<std::string, bool> rows;
    std::string line;
    std::getline(in, line);
    EXPECT_EQ(line, "id,method,path,global,us_government,germany");
    while (std::getline(in, line)) {
        auto end = line.size();
        for (int i = 1; i < from_end.at(cloud); ++i) end = line.rfind(',', end - 1);
        const auto begin = line.rfind(',', end - 1) + 1;
        rows[line.substr(0, line.find(','))] = line.substr(begin, end - begin) == "yes";
    }
    return rows;
}

class Operations : public testing::TestWithParam<std::string> {};

}  // namespace

TEST_P(Operations, AreOfferedExactlyAsTheTableSays) {
    const auto table = readTable(GetParam());
    ASSERT_EQ(table.size(), 262U);
    const auto& plugin = sharedCloud(GetParam());
    std::map<std::string, bool> offered;
    for (const auto& operation : plugin.cloud().facts().operations)
        offered[operation.id] = operation.offered;
    EXPECT_EQ(offered, table);
}

TEST_P(Operations, NameAPortalOnlyWhereTheyAreNotOffered) {
    const auto& plugin = sharedCloud(GetParam());
    for (const auto& operation : plugin.cloud().facts().operations)
        EXPECT_TRUE(!operation.offered || operation.portal.empty()) << operation.id;
}

TEST(OperationsTable, SendsUsersOfSovereignCloudsToTheirPortals) {
    const std::map<std::string, std::string> portals{
        {"us_government", "https://portal.azure.us"},
        {"germany", "https://portal.microsoftazure.de"}};
    for (const auto& [cloud, address] : portals) {
        const auto& plugin = sharedCloud(cloud);
        for (const auto& operation : plugin.cloud().facts().operations) {
            if (!operation.id.starts_with("customer-user-") || operation.offered) continue;
            EXPECT_THAT(operation.portal, testing::HasSubstr(address)) << operation.id;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Clouds, Operations, testing::ValuesIn(kCloudFolders),
                         [](const auto& param) { return param.param; });

}  // namespace concordat::tests
