#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/functional/concordat_server.hpp"
#include "tests/support/name_server.hpp"

/// A customer's own domain, from the first request to its users, against the real program and a
/// real name server; and where a cloud has none to ask.
namespace concordat::functional {
namespace {

using testing::HasSubstr;
using testing_support::NameServer;

class DomainsOverHttp : public testing::TestWithParam<bool> {
protected:
    void SetUp() override {
        if (GetParam()) server_.usePostgresql(Roles::OwnerAndService);
        askAt("global", "eu");
        askAt("germany", "de");
        server_.start();
        for (const auto* cloud : {"global", "us-government", "germany"})
            tokens_[cloud] = server_.token(cloud);
    }

    void TearDown() override { EXPECT_EQ(server_.stop(), 0); }

    void askAt(const std::string& cloud, const std::string& location) {
        const auto line = "  - id: " + cloud + "\n";
        server_.editSettings(line, line + "    dns: {resolver: 127.0.0.1:" + std::to_string(port_) +
                                       ", location: " + location +
                                       ", patience_milliseconds: 5000}\n");
    }

    HttpAnswer call(const std::string& cloud, const std::string& method, const std::string& target,
                    const std::string& body = {}) {
        return server_.call(cloud, tokens_[cloud], method, target, body);
    }

    std::string addCustomer(const std::string& cloud, const std::string& domain) {
        const auto added = call(cloud, "POST", "/v1/customers", newCustomer(cloud, domain));
        EXPECT_EQ(added.status, 201) << added.body;
        return "/v1/customers/" + at(added, "/id");
    }

    HttpAnswer verify(const std::string& cloud, const std::string& customer,
                      const std::string& domain) {
        return call(cloud, "POST", customer + "/verifieddomain",
                    R"({"verifiedDomainName":")" + domain + R"(","domain":{"name":")" + domain +
                        R"(","authenticationType":"managed","capability":"email",)"
                        R"("status":"verified","verificationMethod":"dns_record"}})");
    }

    /// What a refusal says must be published.
    static NameServer::Texts askedFor(const HttpAnswer& refused) {
        EXPECT_EQ(refused.status, 409) << refused.body;
        EXPECT_EQ(at(refused, "/code"), "990530");
        return {{at(refused, "/data/0"), {at(refused, "/data/1")}}};
    }

    const unsigned short port_ = testing_support::findFreePort();
    ConcordatServer server_;
    std::map<std::string, std::string> tokens_;
};

TEST_P(DomainsOverHttp, ACustomerGetsItsOwnDomainOnceItIsProven) {
    const auto customer = addCustomer("global", "domains");
    const auto another = addCustomer("global", "thieves");
    EXPECT_EQ(at(verify("global", customer, "adatum.example"), "/code"), "990532")
        << "there is no name server yet";
    NameServer::Texts proofs;
    {
        const NameServer server(port_, {{"_concordat.adatum.example", {"concordat"}}});
        proofs = askedFor(verify("global", customer, "adatum.example"));
    }
    const NameServer server(port_, proofs);
    const auto stolen = askedFor(verify("global", another, "adatum.example"));
    EXPECT_EQ(stolen.begin()->first, proofs.begin()->first);
    EXPECT_NE(stolen.begin()->second, proofs.begin()->second) << "the proof is the first one's";
    const auto made = verify("global", customer, "Adatum.Example");
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(at(made, "/name"), "adatum.example");
    EXPECT_EQ(at(made, "/status"), "verified");
    for (const auto& late : {customer, another})
        EXPECT_EQ(at(verify("global", late, "adatum.example"), "/code"), "990409");
    EXPECT_EQ(at(call("global", "GET", customer), "/customDomains/0"), "adatum.example");
    EXPECT_EQ(call("global", "HEAD", "/v1/domains/adatum.example").status, 200);
    const std::string user =
        R"({"userPrincipalName":"ana@adatum.example","displayName":"A","usageLocation":"US"})";
    EXPECT_EQ(call("global", "POST", another + "/users", user).status, 400);
    EXPECT_EQ(call("global", "POST", customer + "/users", user).status, 200);
    const auto record = call("global", "GET", "/v1/auditrecords").body;
    EXPECT_THAT(record, HasSubstr("add_customer_domain"));
}

TEST_P(DomainsOverHttp, EachCloudAsksForItselfAndNoneWithoutAResolver) {
    const auto global = addCustomer("global", "elsewhere");
    const auto germany = addCustomer("germany", "elsewhere");
    NameServer::Texts proofs;
    {
        const NameServer server(port_, {});
        proofs = askedFor(verify("germany", germany, "elsewhere.example"));
        EXPECT_NE(askedFor(verify("global", global, "elsewhere.example")), proofs);
    }
    const NameServer server(port_, proofs);
    (void)askedFor(verify("global", global, "elsewhere.example"));
    EXPECT_EQ(verify("germany", germany, "elsewhere.example").status, 201);
    const auto refused =
        verify("us-government", addCustomer("us-government", "elsewhere"), "elsewhere.example");
    EXPECT_EQ(refused.status, 403) << refused.body;
    EXPECT_EQ(at(refused, "/code"), "990531");
}

INSTANTIATE_TEST_SUITE_P(Stores, DomainsOverHttp, testing::Bool(),
                         [](const auto& suite) { return suite.param ? "Postgresql" : "Sqlite"; });

}  // namespace
}  // namespace concordat::functional
