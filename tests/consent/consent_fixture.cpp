#include "tests/consent/consent_fixture.hpp"

namespace concordat::consent::testing {
namespace {

using identity::testing::Claims;
using identity::testing::toJson;

audit::Actor actor() {
    return {.application = {},
            .user_name = {},
            .correlation = CorrelationId{makeRandomUuid()},
            .at = identity::testing::kNow};
}

std::string quoted(const std::string& text) {
    return "\"" + text + "\"";
}

}  // namespace

std::string FakeAuthority::token() const {
    auto claims = identity::testing::userClaims();
    claims["aud"] = quoted("the pages");
    claims["iss"] = quoted("https://login.example/");
    claims["tid"] = quoted(tenant.toString());
    claims["upn"] = quoted(user_name);
    claims["roles"] = roles;
    claims["nonce"] = quoted(nonce.value_or(asked.nonce));
    return makeToken(identity::testing::sharedRsa("rsa"), "RS256",
                     identity::testing::headerOf("RS256", "rsa"), toJson(claims));
}

std::string Page::header(const std::string& name) const {
    const auto at = headers.find(name + ": ");
    if (at == std::string::npos) return {};
    const auto from = at + name.size() + 2;
    return headers.substr(from, headers.find("\r\n", from) - from);
}

Page Browser::get(const std::string& target, const std::string& language) {
    return send(http::Method::Get, target, "", {{"Accept-Language", language}});
}

Page Browser::post(const std::string& target, const std::string& form,
                   const std::map<std::string, std::string>& more, const std::string& type) {
    auto headers = more;
    headers["Content-Type"] = type;
    return send(http::Method::Post, target, form, headers);
}

Page Browser::send(http::Method method, const std::string& target, const std::string& body,
                   std::map<std::string, std::string> headers) {
    if (!cookie.empty()) headers.emplace("Cookie", "other=1; " + cookie + "; last=2");
    std::vector<http::HeaderField> fields;
    for (const auto& [name, value] : headers) fields.push_back({name, value});
    http::Request request;
    request.method = method;
    request.target = target;
    request.path = request.target.substr(0, request.target.find('?'));
    if (request.path.size() < target.size())
        request.query = request.target.substr(request.path.size() + 1);
    request.headers = fields;
    request.body = body;
    http::Reply reply;
    pages_.serve(request, reply);
    Page page{reply.status, reply.headers, reply.body};
    if (const auto set = page.header("Set-Cookie"); !set.empty()) {
        cookie = set.substr(0, set.find(';'));
        if (cookie.ends_with('=')) cookie.clear();
    }
    return page;
}

identity::IssuerSettings ConsentTest::issuer() {
    auto settings = identity::testing::testIssuer();
    settings.issuers = {"https://login.example/"};
    return settings;
}

ConsentTest::ConsentTest() {
    cloud_.edit().operations = {{"relationship-request-url-get", true, {}},
                                {"partner-relationship-list", true, {}},
                                {"granular-relationship-create", true, {}}};
    auto provider = samples::partner(kProvider);
    provider.kind = partners::PartnerKind::IndirectProvider;
    auto profiles = samples::profiles();
    profiles.organization.company_name = "Prov<i>der & Söhne";
    EXPECT_TRUE(store_->partners().add(provider, profiles));
    auto reseller = samples::partner(kProvider + 1);
    reseller.kind = partners::PartnerKind::IndirectReseller;
    profiles.organization.company_name = "Reseller";
    EXPECT_TRUE(store_->partners().add(reseller, profiles));
    EXPECT_EQ(store_->changes().apply(samples::addCustomer(provider_, 1)),
              changes::Outcome::Applied);
    withdraw();
    signInAs(customer_.value);
}

/// So that there is something to accept.
void ConsentTest::withdraw() {
    EXPECT_EQ(store_->changes().apply(requests_.planWithdrawal(provider_, actor(), customer_)),
              changes::Outcome::Applied);
}

std::string ConsentTest::invitation() {
    const auto planned =
        relationships_.planInvitation(*store_->partners().find(provider_), actor());
    EXPECT_EQ(store_->changes().apply(planned.changes), changes::Outcome::Applied);
    return planned.token;
}

std::string ConsentTest::request(bool for_reseller) {
    std::optional<relationships::Partnership> reseller;
    if (for_reseller) reseller = store_->relationships().findPartnership(provider_, reseller_);
    return requests_.makeLink(*store_->partners().find(provider_), reseller, clock_.at);
}

std::string ConsentTest::granular(bool extends_itself) {
    const auto partner = *store_->partners().find(provider_);
    const auto draft = granular_.planAdd(
        partner, actor(), customer_,
        {"Users & <keys>",
         accounts::DirectoryRoles(accounts::DirectoryRole::UserAccountAdministrator) |
             accounts::DirectoryRole::HelpdeskAdministrator,
         90, extends_itself});
    EXPECT_EQ(store_->changes().apply(draft.changes), changes::Outcome::Applied);
    const auto locked =
        granular_.planLock(partner, actor(), customer_, draft.relationship.id, std::nullopt);
    EXPECT_EQ(store_->changes().apply(locked.changes), changes::Outcome::Applied);
    return locked.link;
}

relationships::GranularRelationship ConsentTest::newestGranular() {
    return granular_.list(provider_, customer_).at(0);
}

void ConsentTest::join() {
    const auto set =
        relationships_.planAcceptance(*store_->partners().find(reseller_), actor(), invitation());
    EXPECT_EQ(store_->changes().apply(set), changes::Outcome::Applied);
}

CustomerId ConsentTest::signInAsCustomerOfAnother() {
    constexpr unsigned kAnother = kProvider + 2;
    EXPECT_TRUE(store_->partners().add(samples::partner(kAnother), samples::profiles()));
    EXPECT_EQ(store_->changes().apply(samples::addCustomer(samples::partnerId(kAnother), 2)),
              changes::Outcome::Applied);
    signInAs(samples::customerId(2).value);
    return samples::customerId(2);
}

bool ConsentTest::isGranted() {
    const auto held = store_->customers().find(provider_, customer_);
    return held && held->allow_delegated_access;
}

Page ConsentTest::visit(Browser& browser, const std::string& link, const std::string& language) {
    auto page = browser.get("/consent/" + link, language);
    if (page.status != 303) return page;
    page = browser.get("/consent/callback?code=good&state=" + authority_.asked.state);
    if (page.status != 303) return page;
    EXPECT_EQ(page.header("Location"), "https://pages.example/consent/answer");
    return browser.get("/consent/answer");
}

std::string ConsentTest::tokenOf(const Page& page) {
    const std::string before = R"(name="token" value=")";
    const auto at = page.body.find(before);
    if (at == std::string::npos) return {};
    const auto from = at + before.size();
    return page.body.substr(from, page.body.find('"', from) - from);
}

}  // namespace concordat::consent::testing
