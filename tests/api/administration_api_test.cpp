#include "core/api/administration_api.hpp"

#include <stdexcept>

#include "tests/api/api_fixture.hpp"

namespace concordat::api {
namespace {

class AdministrationApiTest : public ApiFixture {
protected:
    static http::Reply ask(AdministrationApi& api, std::string_view path,
                           http::Method method = http::Method::Get) {
        http::Request request;
        request.method = method;
        request.path = path;
        http::Reply reply;
        api.serve(request, reply);
        return reply;
    }
};

TEST_F(AdministrationApiTest, CountsRequestsByOperationAndStatus) {
    RequestMetrics metrics("example");
    metrics_ = &metrics;
    restart();
    (void)get("/v1/customers");
    (void)get("/v1/customers");
    (void)get("/v1/customers?size=x");
    (void)get("/v1/nothing");
    AdministrationApi api({{&metrics}, {}, {}});
    const auto text = ask(api, "/metrics").body;
    EXPECT_NE(text.find(R"(concordat_requests_total{cloud="example",operation="customer-list",)"
                        R"(status="200"} 2)"),
              std::string::npos);
    EXPECT_NE(text.find(R"(operation="customer-list",status="400"} 1)"), std::string::npos);
    EXPECT_NE(text.find(R"(operation="none",status="404"} 1)"), std::string::npos);
    EXPECT_NE(text.find(R"(duration_seconds_count{cloud="example",operation="customer-list"} 3)"),
              std::string::npos);
    EXPECT_EQ(text.find("customer-get"), std::string::npos);
}

TEST_F(AdministrationApiTest, ShowsMeasurementsAndLeavesOutThoseThatFail) {
    using Kind = Measurement::Kind;
    AdministrationApi api(
        {{},
         {{"concordat_open", "Open.", Kind::Gauge, {{"cloud", "a"}}, [] { return 3.0; }},
          {"concordat_closed", "Closed.", Kind::Counter, {{"cloud", "a"}}, [] { return 5.0; }},
          {"concordat_open", "Open.", Kind::Gauge, {{"cloud", "b"}}, [] { return 4.0; }},
          {"concordat_lost",
           "Lost.",
           Kind::Counter,
           {},
           []() -> double { throw std::runtime_error("gone"); }}},
         {}});
    const auto text = ask(api, "/metrics").body;
    EXPECT_NE(text.find("concordat_open{cloud=\"a\"} 3"), std::string::npos);
    EXPECT_NE(text.find("concordat_open{cloud=\"b\"} 4"), std::string::npos);
    EXPECT_EQ(text.find("concordat_lost"), std::string::npos);
    EXPECT_EQ(text.find("# TYPE concordat_open gauge", text.find("# TYPE concordat_open") + 1),
              std::string::npos);
}

TEST_F(AdministrationApiTest, SaysWhetherTheProcessIsReady) {
    bool ready = true;
    AdministrationApi api({{}, {}, {{"store", [&] { return ready; }}}});
    EXPECT_EQ(ask(api, "/health/ready").status, 200);
    ready = false;
    EXPECT_EQ(ask(api, "/health/ready").status, 503);
    EXPECT_EQ(ask(api, "/health/live").status, 200);
}

TEST_F(AdministrationApiTest, ServesNothingElse) {
    AdministrationApi api({{}, {}, {}});
    EXPECT_EQ(ask(api, "/v1/customers").status, 404);
    EXPECT_EQ(ask(api, "/metrics", http::Method::Post).status, 405);
    EXPECT_NE(ask(api, "/metrics", http::Method::Post).headers.find("Allow: GET, HEAD"),
              std::string::npos);
}

TEST(RequestMetrics, PutsADurationIntoItsBucket) {
    RequestMetrics metrics("example");
    metrics.count(0, 200, 50);
    metrics.count(0, 200, 51);
    metrics.count(0, 299, 10'000'000);
    const auto& series = metrics.series()[0];
    EXPECT_EQ(series.buckets[0].load(), 1U);
    EXPECT_EQ(series.buckets[1].load(), 1U);
    EXPECT_EQ(series.buckets.back().load(), 1U);
    EXPECT_EQ(series.by_status[0].load(), 1U);
}

}  // namespace
}  // namespace concordat::api
