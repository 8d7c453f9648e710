#include "core/base/error_codes.hpp"
#include "tests/api/api_fixture.hpp"
#include "tests/support/scripted_text_records.hpp"

/// Further domains of customers: what a request must say, and what is answered.
namespace concordat::api {
namespace {

constexpr const char* kDomain = "adatum.example";

class DomainsTest : public ApiFixture {
protected:
    DomainsTest() {
        text_records_ = &records_;
        restart();
    }

    static std::string bodyOf(const std::string& name = kDomain, const std::string& more = {}) {
        return R"({"VerifiedDomainName":")" + name +
               R"(","Domain":{"AuthenticationType":"managed","Capability":"email","IsDefault":false,)"
               R"("IsInitial":false,"Name":")" +
               name +
               R"(","RootDomain":null,"Status":"verified","VerificationMethod":"dns_record"})" +
               more + "}";
    }

    static std::string pathOf(const accounts::Customer& customer) {
        return "/v1/customers/" + customer.id.value.toString() + "/verifieddomain";
    }

    Answer add(const std::string& body = bodyOf()) { return post(pathOf(adatum_), body); }

    void publish(const std::string& domain = kDomain) {
        const auto proof = prover_.proofOf(kContoso, adatum_.id, domain);
        records_.texts[proof.name] = {"v=spf1 -all", proof.value};
    }

    testing_support::ScriptedTextRecords records_;
    const accounts::Customer adatum_ = hold(kContoso, "Adatum", "adatum.example.test");
    const accounts::Customer theirs_ = hold(kFabrikam, "Tailspin", "tailspin.example.test");
};

TEST_F(DomainsTest, ARefusalSaysWhatToPublishAndThenTheDomainIsTheCustomers) {
    const auto refused = add();
    ASSERT_EQ(refused.status, 409) << refused.body;
    EXPECT_EQ(refused.code(), codes::kDomainUnproven);
    const auto said = refused.json();
    ASSERT_EQ(said["data"].Size(), 2U);
    EXPECT_STREQ(said["data"][0].GetString(), "_concordat.adatum.example");
    records_.texts[said["data"][0].GetString()] = {said["data"][1].GetString()};
    const auto made = add(bodyOf("ADATUM.example"));
    ASSERT_EQ(made.status, 201) << made.body;
    const auto json = made.json();
    EXPECT_STREQ(json["name"].GetString(), kDomain);
    EXPECT_STREQ(json["status"].GetString(), "verified");
    EXPECT_STREQ(json["verificationMethod"].GetString(), "dns_record");
    EXPECT_STREQ(json["authenticationType"].GetString(), "managed");
    EXPECT_STREQ(json["capability"].GetString(), "email");
    EXPECT_FALSE(json["isDefault"].GetBool());
    EXPECT_FALSE(json["isInitial"].GetBool());
    EXPECT_FALSE(json.HasMember("rootDomain"));
    const auto& entry = store_.entries.back();
    EXPECT_EQ(entry.resource, audit::ResourceType::CustomerDomain);
    EXPECT_EQ(entry.operation, audit::OperationType::AddCustomerDomain);
    EXPECT_EQ(entry.customer, adatum_.id);
    EXPECT_NE(entry.new_value.find(kDomain), std::string::npos);
}

TEST_F(DomainsTest, AreShownWithTheCustomerAndTakenForEverybody) {
    publish();
    ASSERT_EQ(add().status, 201);
    const auto customer = "/v1/customers/" + adatum_.id.value.toString();
    const auto shown = get(customer).json();
    ASSERT_TRUE(shown.HasMember("customDomains"));
    ASSERT_EQ(shown["customDomains"].Size(), 1U);
    EXPECT_STREQ(shown["customDomains"][0].GetString(), kDomain);
    EXPECT_EQ(send({http::Method::Head, std::string("/v1/domains/") + kDomain}).status, 200);
    EXPECT_EQ(post("/v1/customers", createBody(kDomain)).code(), codes::kDomainTaken);
    records_.asked.clear();
    const auto again = add();
    EXPECT_EQ(again.status, 409);
    EXPECT_EQ(again.code(), codes::kDomainTaken);
    EXPECT_TRUE(records_.asked.empty()) << "nobody is asked about what is taken";
}

TEST_F(DomainsTest, AreNotShownWithoutDelegatedAdministration) {
    publish();
    ASSERT_EQ(add().status, 201);
    store_.customers[{kContoso, adatum_.id}].allow_delegated_access = false;
    EXPECT_FALSE(
        get("/v1/customers/" + adatum_.id.value.toString()).json().HasMember("customDomains"));
    const auto refused = add(bodyOf("other.example"));
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(refused.code(), codes::kAccessRefused);
}

TEST_F(DomainsTest, GiveUsersTheirNames) {
    const auto users = "/v1/customers/" + adatum_.id.value.toString() + "/users";
    const std::string user =
        R"({"userPrincipalName":"ana@adatum.example","displayName":"Ana","usageLocation":"US"})";
    EXPECT_EQ(post(users, user).status, 400);
    publish();
    ASSERT_EQ(add().status, 201);
    EXPECT_EQ(post(users, user).status, 200);
}

TEST_F(DomainsTest, AProofIsOfNoUseToAnotherPartnersCustomer) {
    const auto proof = prover_.proofOf(kFabrikam, theirs_.id, kDomain);
    records_.texts[proof.name] = {proof.value, proof.value + " ", "x" + proof.value};
    const auto refused = add();
    EXPECT_EQ(refused.code(), codes::kDomainUnproven);
    EXPECT_NE(refused.json()["data"][1].GetString(), proof.value);
    EXPECT_EQ(post(pathOf(theirs_), bodyOf()).status, 404);
}

TEST_F(DomainsTest, AreRefusedWhereNobodyCanBeAskedAndWhereNobodyAnswers) {
    records_.is_silent = true;
    const auto silent = add();
    EXPECT_EQ(silent.status, 503);
    EXPECT_EQ(silent.code(), codes::kResolverSilent);
    EXPECT_FALSE(silent.header("Retry-After").empty());
    text_records_ = nullptr;
    restart();
    const auto off = add();
    EXPECT_EQ(off.status, 403);
    EXPECT_EQ(off.code(), codes::kDomainProofOff);
    EXPECT_EQ(post(pathOf(theirs_), bodyOf()).status, 404) << "whose it is, is asked first";
    EXPECT_TRUE(store_.customers[std::pair(kContoso, adatum_.id)].verified_domains.empty());
}

TEST_F(DomainsTest, OneThatIsTakenMeanwhileAndOneTooManyAreRefused) {
    publish();
    store_.forced = changes::Outcome::Taken;
    const auto taken = add();
    EXPECT_EQ(taken.status, 409);
    EXPECT_EQ(taken.code(), codes::kDomainTaken);
    EXPECT_STREQ(taken.json()["data"][0].GetString(), kDomain);
    store_.forced = changes::Outcome::Exhausted;
    const auto many = add();
    EXPECT_EQ(many.status, 400);
    EXPECT_EQ(many.code(), codes::kTooManyDomains);
}

TEST_F(DomainsTest, AreRefusedByNameOfTheMember) {
    const auto expect = [&](const std::string& body, int code, const std::string& member) {
        const auto answer = add(body);
        EXPECT_EQ(answer.status, 400) << body;
        EXPECT_EQ(answer.code(), code) << body;
        EXPECT_EQ(answer.json()["data"][0].GetString(), member) << body;
    };
    const auto with = [](const std::string& from, const std::string& to) {
        auto text = bodyOf();
        return text.replace(text.find(from), from.size(), to);
    };
    expect("{}", codes::kMemberMissing, "verifiedDomainName");
    expect(R"({"verifiedDomainName":"adatum.example"})", codes::kMemberMissing, "domain");
    for (const auto* name : {"adatum", "adatum..example", "-a.example", "ada tum.example",
                             "_concordat.adatum.example", "*.example", "ädatum.example"})
        expect(bodyOf(name), codes::kBadProperty, "verifiedDomainName");
    // The cloud gives those away itself.
    for (const auto* name : {"example.test", "other.example.test"})
        expect(bodyOf(name), codes::kBadProperty, "verifiedDomainName");
    const std::string label(60, 'a');
    expect(bodyOf(label + "." + label + "." + label + "." + label + ".ab"), codes::kBadProperty,
           "verifiedDomainName");
    expect(with(R"("Name":"adatum)", R"("Name":"other)"), codes::kBadProperty, "domain.name");
    expect(with("managed", "federated"), codes::kBadProperty, "domain.authenticationType");
    expect(with("managed", "x"), codes::kUnknownEnumValue, "domain.authenticationType");
    expect(with("email", "mail"), codes::kUnknownEnumValue, "domain.capability");
    expect(with(R"("verified")", R"("pending_deletion")"), codes::kBadProperty, "domain.status");
    expect(with("dns_record", "email"), codes::kBadProperty, "domain.verificationMethod");
    expect(with(R"("VerificationMethod":"dns_record")", R"("VerificationMethod":null)"),
           codes::kMemberMissing, "domain.verificationMethod");
    expect(with(R"("IsDefault":false)", R"("IsDefault":true)"), codes::kBadProperty,
           "domain.isDefault");
    expect(with(R"("IsInitial":false)", R"("IsInitial":true)"), codes::kBadProperty,
           "domain.isInitial");
    expect(with(R"("RootDomain":null)", R"("RootDomain":"tum.example")"), codes::kBadProperty,
           "domain.rootDomain");
    expect(bodyOf(kDomain, R"(,"DomainFederationSettings":{})"), codes::kBadProperty,
           "domainFederationSettings");
    EXPECT_TRUE(records_.asked.empty());
}

TEST_F(DomainsTest, ADomainBelowAnotherNamesItsRoot) {
    publish("mail.adatum.example");
    auto body = bodyOf("mail.adatum.example");
    const std::string root = R"("RootDomain":null)";
    body.replace(body.find(root), root.size(), R"("RootDomain":"adatum.example")");
    const auto made = add(body);
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_STREQ(made.json()["rootDomain"].GetString(), kDomain);
}

}  // namespace
}  // namespace concordat::api
