#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>

#include "tests/clouds/clouds.hpp"

namespace concordat::tests {

namespace {

/// What a cloud states about a topic; "silent" where it states nothing.
std::string stated(const std::string& cloud, const std::string& topic) {
    for (const auto& statement : sharedCloud(cloud).cloud().facts().statements)
        if (statement.topic == topic) return statement.value;
    return "silent";
}

/// The part of an id behind the cloud's prefix.
std::string partOf(const std::string& id) {
    return id.substr(id.find('-') + 1);
}

}  // namespace

TEST(Statements, AboutOneTopicHaveOneIdInEveryCloud) {
    std::map<std::string, std::string> topics;
    for (const auto& cloud : cloudFolders())
        for (const auto& statement : sharedCloud(cloud).cloud().facts().statements) {
            const auto part = partOf(statement.id);
            EXPECT_EQ(topics.emplace(part, statement.topic).first->second, statement.topic) << part;
        }
    EXPECT_GT(topics.size(), 40U);
}

TEST(Statements, SayWhereTokensComeFromAndHowApplicationsGetAccess) {
    EXPECT_EQ(stated("global", "token-authority"), "login.microsoftonline.com");
    EXPECT_EQ(stated("us_government", "token-authority"), "login.microsoftonline.us");
    EXPECT_EQ(stated("germany", "token-authority"), "login.microsoftonline.de");
    EXPECT_THAT(stated("global", "permission-to-access-the-api"), testing::StartsWith("optional"));
    for (const auto* cloud : {"us_government", "germany"})
        EXPECT_THAT(stated(cloud, "permission-to-access-the-api"),
                    testing::StartsWith("mandatory"));
}

TEST(Statements, SayWhatAPartnerMustBringToEnrol) {
    EXPECT_THAT(stated("us_government", "enrolment-needs"), testing::HasSubstr("United States"));
    EXPECT_THAT(stated("germany", "enrolment-needs"), testing::HasSubstr("European Union"));
    for (const auto* cloud : {"us_government", "germany"}) {
        EXPECT_THAT(stated(cloud, "partner-account"), testing::StartsWith("separate")) << cloud;
        EXPECT_THAT(stated(cloud, "enrolment-application"), testing::HasSubstr("credit check"));
    }
    for (const auto* cloud : {"global", "us_government", "germany"})
        EXPECT_EQ(stated(cloud, "vetting-states"), "none, pending, authorized, rejected");
}

TEST(Statements, SayHowPartnersAreBilledAndTaxed) {
    EXPECT_EQ(stated("us_government", "invoice-currency"), "USD");
    EXPECT_EQ(stated("us_government", "tax-european-union"), "silent");
    EXPECT_EQ(stated("germany", "tax-united-states"), "silent");
    EXPECT_EQ(stated("germany", "consolidation-of-tenants"), "excluded");
    for (const auto* cloud : {"global", "us_government", "germany"}) {
        EXPECT_EQ(stated(cloud, "payment-term"), "60 days");
        EXPECT_EQ(stated(cloud, "suspended-data-kept"), "90 days, at most 120");
    }
}

TEST(Statements, ListThePublicBodiesThatTheUnitedStatesAccept) {
    EXPECT_THAT(sharedCloud("us_government").cloud().facts().public_bodies,
                testing::ElementsAre("federal", "state", "local", "tribal"));
    for (const auto* cloud : {"global", "germany"})
        EXPECT_TRUE(sharedCloud(cloud).cloud().facts().public_bodies.empty());
    for (const auto* topic : {"public-body-evidence", "public-body-review", "public-body-renewal"})
        EXPECT_NE(stated("us_government", topic), "silent");
}

}  // namespace concordat::tests
