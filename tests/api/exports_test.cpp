#include "core/base/csv_writer.hpp"
#include "tests/api/api_fixture.hpp"

namespace concordat::api {
namespace {

const std::pair<std::string, std::string> kCsv{"Accept", "text/csv"};
const std::string kMark(CsvWriter::kByteOrderMark);
const std::string kCustomerColumns =
    kMark + "Microsoft ID,Company name,Primary domain name,Relationship\r\n";
const std::string kRecordColumns =
    kMark + "Date,Affected customer,Action,Partner user,Status,Additional information\r\n";

class ExportsTest : public ApiFixture {
protected:
    Answer exportOf(std::string target) {
        return send({.target = std::move(target), .headers = {kCsv}});
    }

    static std::size_t linesIn(const std::string& text) {
        return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    }
};

TEST_F(ExportsTest, HoldThePartnersCustomersAndNoOthers) {
    const auto one = hold(kContoso, "Adatum", "adatum.example.test");
    hold(kFabrikam, "Fourth Coffee", "fourth.example.test");
    const auto answer = exportOf("/v1/customers");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.header("Content-Type"), "text/csv; charset=utf-8; header=present");
    EXPECT_EQ(answer.header("Content-Disposition"), "attachment; filename=\"customers.csv\"");
    EXPECT_EQ(answer.body, kCustomerColumns + one.id.value.toString() +
                               ",Adatum,adatum.example.test,reseller\r\n");
}

TEST_F(ExportsTest, AreWholeWhateverPageIsAskedFor) {
    constexpr int kMany = 1203;
    for (int number = 0; number < kMany; ++number)
        hold(kContoso, "Company " + std::to_string(number),
             "c" + std::to_string(number) + ".example.test");
    for (const auto* target :
         {"/v1/customers", "/v1/customers?size=5", "/v1/customers?size=1&seekOperation=Last",
          "/v1/customers?size=7&seekOperation=PageIndex&pageIndex=3"}) {
        const auto answer = exportOf(target);
        EXPECT_EQ(linesIn(answer.body), kMany + 1U) << target;
    }
}

TEST_F(ExportsTest, HoldWhatAFilterFinds) {
    hold(kContoso, "Adatum", "adatum.example.test");
    hold(kContoso, "Alpine Ski House", "alpine.example.test");
    const auto answer = exportOf(
        "/v1/customers?filter=%7B%22Field%22%3A%22CompanyName%22%2C%22Value%22%3A%22alp%22%2C"
        "%22Operator%22%3A%22starts_with%22%7D");
    EXPECT_EQ(linesIn(answer.body), 2U);
    EXPECT_NE(answer.body.find("Alpine Ski House"), std::string::npos);
}

TEST_F(ExportsTest, GiveSpreadsheetsNothingToCalculate) {
    hold(kContoso, "=cmd|' /C calc'!A0", "evil.example.test");
    EXPECT_NE(exportOf("/v1/customers").body.find(",'=cmd|"), std::string::npos);
}

TEST_F(ExportsTest, AreRefusedAsTheListIs) {
    EXPECT_EQ(exportOf("/v1/customers?size=0x").status, 400);
    EXPECT_EQ(exportOf("/v1/customers?filter=nonsense").status, 400);
    EXPECT_EQ(send({.target = "/v1/customers", .headers = {kCsv}, .token = ""}).status, 401);
    EXPECT_EQ(send({.target = "/v1/customers", .headers = {kCsv}, .token = "foreign"}).status, 401);
    const auto refused = exportOf("/v1/customers?filter=nonsense");
    EXPECT_EQ(refused.header("Content-Type"), "application/json; charset=utf-8");
}

TEST_F(ExportsTest, ComeOnlyToThoseWhoAskForThem) {
    hold(kContoso, "Adatum", "adatum.example.test");
    for (const auto* accept : {"application/json", "*/*", "text/html", "text/csv, application/json",
                               "application/json;q=0.1,text/csv", "xtext/csv", "text/csvs", ","}) {
        const auto answer = send({.target = "/v1/customers", .headers = {{"Accept", accept}}});
        EXPECT_EQ(answer.json()["totalCount"].GetInt(), 1) << accept;
    }
    for (const auto* accept : {"text/csv", "TEXT/CSV;header=present", " text/csv , */*;q=0.1"}) {
        const auto answer = send({.target = "/v1/customers", .headers = {{"Accept", accept}}});
        EXPECT_TRUE(answer.body.starts_with(kMark)) << accept;
    }
}

TEST_F(ExportsTest, HoldTheActivityLogOfTheLastThirtyDays) {
    EXPECT_EQ(exportOf("/v1/auditrecords").body, kRecordColumns);
    ASSERT_EQ(post("/v1/customers", createBody()).status, 201);
    clock_.at += std::chrono::minutes(1);
    const auto answer = exportOf("/v1/auditrecords");
    EXPECT_EQ(answer.header("Content-Disposition"), "attachment; filename=\"activity-log.csv\"");
    EXPECT_EQ(answer.body,
              kRecordColumns +
                  "2026-11-23T10:00:00.000000Z,Adatum,add_customer,ana@contoso.example,"
                  "succeeded,PrimaryDomainName: adatum.example.test; Relationship: reseller\r\n");
    clock_.at += std::chrono::days(31);
    EXPECT_EQ(exportOf("/v1/auditrecords").body, kRecordColumns);
    EXPECT_EQ(linesIn(exportOf("/v1/auditrecords?startDate=2026-11-01").body), 2U);
    EXPECT_EQ(exportOf("/v1/auditrecords?startDate=2026-01-01").status, 400);
}

TEST_F(ExportsTest, OfTheActivityLogAreWhole) {
    constexpr int kMany = 450;
    for (int number = 0; number < kMany; ++number)
        ASSERT_EQ(post("/v1/customers", createBody("c" + std::to_string(number) + ".example.test"))
                      .status,
                  201);
    clock_.at += std::chrono::minutes(1);
    EXPECT_EQ(linesIn(exportOf("/v1/auditrecords?size=3").body), kMany + 1U);
}

}  // namespace
}  // namespace concordat::api
