#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>

#include "tests/clouds/clouds.hpp"
#include "tests/support/operations_table.hpp"

namespace concordat::tests {

TEST(Operations, AreOfferedExactlyAsTheTableSays) {
    const auto table = testing_support::readOperationsTable();
    ASSERT_EQ(table.size(), 268U);
    for (const auto* folder : {"global", "us_government", "germany"}) {
        std::map<std::string, bool> offered;
        for (const auto& operation : sharedCloud(folder).cloud().facts().operations)
            offered[operation.id] = operation.offered;
        EXPECT_EQ(offered.size(), table.size());
        for (const auto& row : table)
            EXPECT_EQ(offered[row.id], row.offered.at(folder)) << folder << ": " << row.id;
    }
}

TEST(Operations, NameAPortalOnlyWhereTheyAreNotOffered) {
    for (const auto& folder : cloudFolders())
        for (const auto& operation : sharedCloud(folder).cloud().facts().operations)
            EXPECT_TRUE(!operation.offered || operation.portal.empty()) << operation.id;
}

TEST(Operations, SendUsersOfSovereignCloudsToTheirPortals) {
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

}  // namespace concordat::tests
