#pragma once

#include <gtest/gtest.h>
#include <memory>
#include <rapidjson/document.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/api/partner_api.hpp"
#include "tests/support/fake_cloud.hpp"

namespace concordat::api {

/// A clock that a test sets.
class SetClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override { return at; }

    Instant at = *parseInstant("2026-11-23T10:00:00Z");
};

/// Accepts "Bearer PARTNER[/ROLE]" and "Bearer PARTNER+application", where PARTNER is contoso,
/// fabrikam or any other name, which is no partner's; "foreign" is another cloud's token.
class NamedVerifier final : public identity::TokenVerifier {
public:
    identity::TokenVerdict verify(std::string_view authorization, Instant now) override;
    [[nodiscard]] std::string_view acceptedIssuer() const override {
        return "https://issuer.example.test/";
    }
};

/// Has texts of agreements in English and in German.
class TwoLanguages final : public accounts::AgreementTexts {
public:
    [[nodiscard]] std::string_view languageOf(accounts::AgreementType,
                                              std::string_view language) const override {
        return language == "de-DE" ? language : "en-US";
    }
};

/// What a client sees of a reply.
struct Answer {
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;

    /// The value of a header; empty when there is none.
    [[nodiscard]] std::string header(std::string_view name) const;

    /// The body as JSON; a test fails when it is none.
    [[nodiscard]] rapidjson::Document json() const;

    /// The code of an error body.
    [[nodiscard]] int code() const { return json()["code"].GetInt(); }

    /// All that a caller may compare: status, headers and body without the ids of the request.
    [[nodiscard]] std::string comparable() const;
};

/// A request as a test writes it.
struct Call {
    http::Method method = http::Method::Get;
    std::string target;
    std::string body{};
    std::vector<std::pair<std::string, std::string>> headers{};
    std::string token = "contoso/AdminAgent";  ///< empty: no Authorization header
    bool body_too_large = false;
};

/// The stores behind an API under test.
struct Stores {
    accounts::CustomerStore& customers;
    audit::RecordStore& record;
    changes::ChangeStore& changes;
    partners::PartnerStore& partners;
    accounts::QualificationStore& qualifications;
    accounts::UserStore& users;
    commerce::CommerceStore& commerce;
    relationships::RelationshipStore& relationships;
    relationships::GranularStore& granular;
    relationships::ResellerStore& resellers;
    events::RegistrationStore& webhooks;
    accounts::SelfServePolicyStore& self_serve_policies;
    accounts::AgreementStore& agreements;
    accounts::ApplicationConsentStore& application_consents;
};

/// Of links the API only makes some: nobody answers one there.
class NoTenants final : public relationships::TenantStore {
public:
    std::optional<accounts::Customer> findElsewhere(const PartnerId&, const CustomerId&) override {
        return std::nullopt;
    }
    std::vector<PartnerId> partnersOf(const CustomerId&) override { return {}; }
};

/// The API of one cloud that offers everything, over stores that a test gives.
class ApiHarness : public testing::Test {
protected:
    explicit ApiHarness(Stores stores);
    ~ApiHarness() override;

    /// Makes the API anew, after a test has changed what it is made from.
    void restart();

    Answer send(const Call& call);

    Answer get(std::string target) { return send({http::Method::Get, std::move(target)}); }
    Answer post(std::string target, std::string body) {
        return send({http::Method::Post, std::move(target), std::move(body)});
    }
    Answer put(std::string target, std::string body) {
        return send({http::Method::Put, std::move(target), std::move(body)});
    }

    Answer patch(std::string target, std::string body) {
        return send({http::Method::Patch, std::move(target), std::move(body)});
    }
    Answer remove(std::string target) { return send({http::Method::Delete, std::move(target)}); }

    /// Says that the cloud does not offer an operation, and where it is done instead.
    void withhold(std::string_view operation, const std::string& portal = {});

    /// The account and the profiles of contoso or fabrikam, for stores to begin with.
    static partners::Partner partnerNamed(std::string_view name);
    static partners::PartnerProfiles profilesOf(std::string_view name);

    /// A customer to begin with.
    static accounts::Customer customerOf(std::string company, std::string domain);

    /// The body of a create that is in order.
    static std::string createBody(std::string_view domain = "adatum.example.test");

    /// A billing profile that is in order.
    static std::string billingBody(std::string_view company = "Adatum", std::string_view etag = {});

    static const PartnerId kContoso;
    static const PartnerId kFabrikam;

    Stores stores_;
    testing_support::FakeCloud cloud_;
    SetClock clock_;
    NamedVerifier verifier_;
    ApiSettings settings_;
    bool store_reads_wait_ = false;
    std::vector<HealthCheck> health_;
    identity::Authority* authority_ = nullptr;
    AccessLog* access_log_ = nullptr;
    RequestMetrics* metrics_ = nullptr;
    events::TargetSettings webhook_targets_{.hosts = {"*.example.test"}};
    std::unique_ptr<accounts::CustomerService> customers_;
    std::unique_ptr<accounts::QualificationService> qualifications_;
    std::unique_ptr<accounts::UserService> users_;
    std::unique_ptr<commerce::OrderService> orders_;
    std::unique_ptr<commerce::SubscriptionService> subscriptions_;
    std::unique_ptr<commerce::LicenceService> licences_;
    std::unique_ptr<commerce::ManagedServices> managed_services_;
    std::unique_ptr<relationships::RelationshipService> relationships_;
    NoTenants tenants_;
    const relationships::RequestSigner request_signer_{std::string(32, 'r'), "example"};
    std::unique_ptr<relationships::RequestService> requests_;
    std::unique_ptr<relationships::GranularService> granular_;
    std::unique_ptr<relationships::ResellerService> resellers_;
    std::unique_ptr<relationships::SandboxService> sandbox_;
    std::unique_ptr<accounts::DomainService> domains_;
    std::unique_ptr<accounts::ApplicationConsentService> application_consents_;
    /// What the domain name system says; null: none is asked.
    accounts::TextRecords* text_records_ = nullptr;
    const accounts::DomainProver prover_{std::string(32, 'd'), "example"};
    std::string consent_url_;
    const TwoLanguages texts_{};
    const accounts::AgreementDocuments agreement_documents_{texts_, std::string(32, 'd'),
                                                            "example"};
    std::unique_ptr<accounts::SelfServePolicyService> self_serve_policies_;
    std::unique_ptr<accounts::AgreementService> agreements_;
    std::unique_ptr<partners::PartnerService> partner_service_;
    std::unique_ptr<partners::PartnerDirectory> directory_;
    std::unique_ptr<events::WebhookService> webhooks_;
    std::unique_ptr<PartnerApi> api_;
};

}  // namespace concordat::api
