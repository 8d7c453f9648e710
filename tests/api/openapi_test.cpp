#include "core/api/openapi.hpp"

#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <set>
#include <sstream>

#include "core/api/routes.hpp"
#include "tests/api/api_fixture.hpp"

namespace concordat::api {
namespace {

/// The ids of all operations in a description.
std::set<std::string> operationsIn(const std::string& text) {
    rapidjson::Document document;
    document.Parse(text.c_str());
    EXPECT_FALSE(document.HasParseError());
    std::set<std::string> ids;
    for (const auto& path : document["paths"].GetObject())
        for (const auto& method : path.value.GetObject()) {
            if (!method.value.IsObject()) continue;
            for (const auto& operation : method.value["x-concordat-operations"].GetArray())
                ids.insert(operation["id"].GetString());
        }
    return ids;
}

TEST(OpenApi, IsTheCommittedCopy) {
    const auto generated = describeApi(nullptr);
    if (std::getenv("CONCORDAT_UPDATE_OPENAPI") != nullptr)
        std::ofstream(CONCORDAT_OPENAPI_COPY) << generated;
    std::ifstream file(CONCORDAT_OPENAPI_COPY);
    std::ostringstream committed;
    committed << file.rdbuf();
    EXPECT_TRUE(committed.str() == generated)
        << "the routes have changed: look at the difference, then run this test with "
           "CONCORDAT_UPDATE_OPENAPI=1 and commit docs/openapi.json";
}

TEST(OpenApi, DescribesEveryOperationOfTheRouteTable) {
    std::set<std::string> ids;
    for (const auto& operation : operations()) ids.emplace(operation.id);
    EXPECT_EQ(operationsIn(describeApi(nullptr)), ids);
}

TEST(OpenApi, ListsOnlyWhatTheCloudOffers) {
    rules::CloudFacts facts;
    facts.id = "example";
    facts.operations = {{"customer-get", true, {}}, {"customer-create", false, {}}};
    EXPECT_EQ(operationsIn(describeApi(&facts)), std::set<std::string>{"customer-get"});
}

TEST(OpenApi, NamesThePlacesOfEachPath) {
    rapidjson::Document document;
    document.Parse(describeApi(nullptr).c_str());
    const auto& parameters = document["paths"]["/v1/customers/{customer-id}"]["parameters"];
    ASSERT_EQ(parameters.Size(), 1U);
    EXPECT_STREQ(parameters[0]["name"].GetString(), "customer-id");
}

class OpenApiPageTest : public ApiFixture {};

TEST_F(OpenApiPageTest, IsServedWithoutAToken) {
    withhold("customer-create");
    const auto answer = send({.target = "/openapi.json", .token = ""});
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(operationsIn(answer.body).count("customer-create"), 0U);
    EXPECT_EQ(operationsIn(answer.body).count("customer-get"), 1U);
}

}  // namespace
}  // namespace concordat::api
