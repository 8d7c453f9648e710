#pragma once

#include <gtest/gtest.h>
#include <map>
#include <string>
#include <vector>

#include "core/consent/consent_pages.hpp"
#include "core/identity/jwks.hpp"
#include "tests/identity/token_forge.hpp"
#include "tests/store/backends.hpp"
#include "tests/store/samples.hpp"
#include "tests/support/fake_cloud.hpp"

/// The pages over a real store, with an authority that says what a test wants.
namespace concordat::consent::testing {

namespace samples = store::samples;

/// Whoever a test says signs in there.
class FakeAuthority final : public identity::SignInAuthority {
public:
    std::optional<std::string> addressFor(const identity::SignInRequest& request,
                                          Instant) override {
        asked = request;
        if (!reachable) return std::nullopt;
        return "https://login.example/authorize?state=" + request.state;
    }
    std::optional<std::string> redeem(const identity::CodeRedemption& redemption,
                                      Instant) override {
        redeemed.push_back(redemption);
        if (redemption.code != "good") return std::nullopt;
        return token();
    }

    [[nodiscard]] std::string token() const;

    identity::SignInRequest asked;
    std::vector<identity::CodeRedemption> redeemed;
    bool reachable = true;
    /// Whom the ID token names.
    Uuid tenant;
    std::string roles = R"(["GlobalAdmin"])";
    std::string user_name = "admin@d1.onmicrosoft.com";
    std::optional<std::string> nonce;  ///< absent: the right one
};

/// What a browser gets.
struct Page {
    int status = 0;
    std::string headers;
    std::string body;

    [[nodiscard]] std::string header(const std::string& name) const;
};

class SetClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override { return at; }

    Instant at = identity::testing::kNow;
};

/// What stands behind the pages.
class NothingElse final : public http::Service {
public:
    [[nodiscard]] http::Placement placementOf(const http::Request&) noexcept override {
        return http::Placement::EventThread;
    }
    [[nodiscard]] bool wantsBody(const http::Request&) noexcept override { return true; }
    void serve(const http::Request&, http::Reply& reply) noexcept override { reply.status = 418; }
    void refuse(int status, http::Reply& reply) noexcept override { reply.status = status; }
};

/// A browser with one cookie.
class Browser {
public:
    explicit Browser(http::Service& pages) : pages_(pages) {}

    Page get(const std::string& target, const std::string& language = "");
    Page post(const std::string& target, const std::string& form,
              const std::map<std::string, std::string>& more = {},
              const std::string& type = "application/x-www-form-urlencoded");
    Page send(http::Method method, const std::string& target, const std::string& body,
              std::map<std::string, std::string> headers);

    std::string cookie;  ///< as the browser sends it

private:
    http::Service& pages_;
};

/// A provider with one customer and one link of each kind, and a reseller.
class ConsentTest : public ::testing::Test {
protected:
    ConsentTest();

    /// Links of the provider.
    std::string invitation();
    std::string request(bool for_reseller = false);
    /// Of one that asks for two roles of the customer.
    std::string granular(bool extends_itself = false);

    /// Opens a link and signs in: the page that asks, or why not.
    Page visit(Browser& browser, const std::string& link, const std::string& language = "");

    /// The form's token in a page.
    static std::string tokenOf(const Page& page);

    /// What a form holds that grants everything.
    static std::string acceptance(const Page& page) {
        return "token=" + tokenOf(page) + "&decision=accept&terms=yes&delegation=yes";
    }

    void signInAs(const Uuid& tenant) { authority_.tenant = tenant; }
    void join();

    /// Signs in as a customer of another partner than the one whose links these are.
    CustomerId signInAsCustomerOfAnother();

    /// The account that the partner of the links has of a customer.
    [[nodiscard]] std::optional<accounts::Customer> accountOf(const CustomerId& customer) {
        return store_->customers().find(provider_, customer);
    }
    [[nodiscard]] bool isGranted();
    /// The newest granular relationship that the provider has with the customer.
    [[nodiscard]] relationships::GranularRelationship newestGranular();

    static constexpr unsigned kProvider = 10;
    const PartnerId provider_ = samples::partnerId(kProvider);
    const PartnerId reseller_ = samples::partnerId(kProvider + 1);
    const CustomerId customer_ = samples::customerId(1);

    store::SqliteBackend backend_;
    std::unique_ptr<store::Store> store_ = backend_.open();
    testing_support::FakeCloud cloud_;
    relationships::RelationshipService relationships_{store_->relationships(), cloud_};
    relationships::RequestSigner request_signer_{std::string(32, 'r'), "example"};
    relationships::RequestService requests_{
        {store_->relationships(), store_->customers(), store_->tenants(), store_->partners()},
        request_signer_,
        cloud_};
    accounts::CustomerService customers_{store_->customers(), store_->qualifications(), cloud_};
    relationships::GranularService granular_{store_->granular(), customers_, request_signer_,
                                             cloud_};
    ConsentDesk desk_{{relationships_, requests_, granular_, request_signer_, store_->links(),
                       store_->relationships(), store_->partners(), store_->changes()}};
    WithdrawalDesk withdrawals_{{requests_, granular_, store_->tenants(), store_->customers(),
                                 store_->partners(), store_->changes()}};
    FakeAuthority authority_;
    identity::testing::FixedKeys keys_{
        identity::parseJwks(identity::testing::jwksOf({identity::testing::sharedRsa("rsa").jwk()}))
            .value()};
    identity::IdTokenVerifier verifier_{issuer(), "the pages", keys_};
    VisitSigner signer_{std::string(32, 'k'), "example"};
    SetClock clock_;
    NothingElse behind_;
    ConsentPages pages_{behind_,
                        {desk_, withdrawals_, authority_, verifier_, signer_, clock_},
                        {"https://pages.example", "the pages"}};
    Browser browser_{pages_};

private:
    static identity::IssuerSettings issuer();
    void withdraw();
};

}  // namespace concordat::consent::testing
