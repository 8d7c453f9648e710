#pragma once

#include <algorithm>
#include <map>

#include "core/api/routes.hpp"
#include "core/base/error_codes.hpp"
#include "tests/api/api_harness.hpp"
#include "tests/support/scripted_text_records.hpp"

/// What must hold of every operation that is built, over whatever store: walked from the route
/// table, so that an operation that comes later cannot forget a check.
namespace concordat::api {

/// Holds the store of a backend before the harness that uses it.
template <typename Backend>
struct BackendHolder {
    Backend backend_;
};

/// What must be sent for an operation beside method and path: a query that settles it among those
/// that share its path, and a body that is in order.
struct OperationNeeds {
    std::string query{};
    std::string body{};
};

/// The needs of the operations that have any.
std::map<std::string_view, OperationNeeds> needsOfOperations();

/// A customer with its administrator and an entry of the record, of one partner.
struct Belongings {
    CustomerId customer;
    UserId user;
    Uuid entry;
    std::string domain;
    commerce::OrderId order{makeRandomUuid()};
    commerce::SubscriptionId subscription{makeRandomUuid()};
    SelfServePolicyId policy{makeRandomUuid()};
    Uuid test{};  ///< a test event, where one was given
    relationships::GranularId granular{makeRandomUuid()};
    PartnerId reseller{makeRandomUuid()};
    ApplicationId application{makeRandomUuid()};
};

/// The API over a Backend, which says `stores()`.
template <typename Backend>
class IsolationContract : protected BackendHolder<Backend>, public ApiHarness {
protected:
    IsolationContract() : ApiHarness(this->backend_.stores()), needs_(needsOfOperations()) {
        for (const auto* name : {"contoso", "fabrikam"}) {
            auto partner = partnerNamed(name);
            partner.sandbox = true;
            partner.kind = kindOf(name);
            EXPECT_TRUE(stores_.partners.add(partner, profilesOf(name)));
        }
        rules::CountryFacts country;
        country.iso2 = "US";
        cloud_.edit().countries = {country};
        rules::OfferFact offer;
        offer.id = "A-1";
        offer.sku_id = "sku-1";
        offer.sku_name = "MAIL";
        offer.maximum_quantity = 10;
        offer.billing_cycles = {"monthly"};
        cloud_.edit().offers = {offer};
        consent_url_ = "https://consent.example/";
        text_records_ = &text_answers_;
        restart();
        makePartnership();
        EXPECT_TRUE(stores_.resellers.signAgreement(kFabrikam, clock_.at));
    }

    /// Gives a partner a customer with a subscription, and with it an entry of the record.
    /// `operation` is what it is for.
    Belongings give(const PartnerId& partner, std::string_view operation = {}) {
        const auto domain = "c" + std::to_string(given_++) + ".example.test";
        changes::ChangeSet set;
        set.partner = partner;
        accounts::Administrator administrator;
        administrator.id = UserId{makeRandomUuid()};
        administrator.user_name = "admin";
        const auto customer = customerOf("Company", domain);
        set.changes.emplace_back(changes::AddCustomer{customer, administrator});
        set.entry.id = makeUuid(clock_.at);
        set.entry.partner = partner;
        set.entry.customer = customer.id;
        set.entry.customer_name = customer.company_name;
        set.entry.at = clock_.at;
        accounts::Qualification account{accounts::QualificationKind::Account,
                                        accounts::Vetting::Approved, clock_.at};
        set.changes.emplace_back(changes::AddQualification{customer.id, account});
        Belongings given{customer.id, administrator.id, set.entry.id, domain};
        set.changes.emplace_back(changes::AddOrder{customer.id, orderOf(given, operation)});
        // A customer has one, so that none is there where one is to be made.
        if (operation != "self-serve-policy-create")
            set.changes.emplace_back(changes::AddSelfServePolicy{
                {given.policy, customer.id,
                 accounts::SelfServePermission::PurchaseAzureReservedInstances}});
        if (operation == "license-assign") {
            // The administrator's usage location is not known.
            accounts::User user;
            user.id = given.user = UserId{makeRandomUuid()};
            user.details.principal_name = "ana@" + domain;
            user.details.usage_location = "US";
            set.changes.emplace_back(changes::AddUser{customer.id, user});
        }
        EXPECT_EQ(stores_.changes.apply(set), changes::Outcome::Applied);
        return given;
    }

    /// One licence, suspended where it would stand in the way.
    commerce::Order orderOf(const Belongings& of, std::string_view operation) const {
        commerce::Subscription one;
        one.id = of.subscription;
        one.order = of.order;
        one.offer_id = "A-1";
        one.sku_id = "sku-1";
        one.friendly_name = "Mail";
        one.quantity = one.ordered_quantity = 1;
        one.created = clock_.at;
        if (operation == "relationship-remove-customer") {
            one.status = commerce::SubscriptionStatus::Suspended;
            one.suspended = clock_.at;
        }
        return {.id = of.order, .created = clock_.at, .lines = {one}};
    }

    /// Changes of a partner, with their entry.
    changes::ChangeSet setOf(const PartnerId& partner) const {
        changes::ChangeSet set;
        set.partner = partner;
        set.entry.partner = partner;
        set.entry.at = clock_.at;
        set.entry.id = makeUuid(clock_.at);
        return set;
    }

    /// A draft of granular administration of a partner's customer.
    void giveGranular(const PartnerId& partner, const Belongings& of) {
        auto set = setOf(partner);
        relationships::GranularRelationship one;
        one.id = of.granular;
        one.customer = of.customer;
        one.roles = accounts::DirectoryRole::HelpdeskAdministrator;
        one.days = 1;
        set.changes.emplace_back(changes::AddGranularRelationship{one, 1});
        EXPECT_EQ(stores_.changes.apply(set), changes::Outcome::Applied);
    }

    /// A reseller in a provider's sandbox.
    void giveReseller(const PartnerId& partner, const Belongings& of) {
        auto made = partnerNamed("tailspin");
        made.id = of.reseller;
        made.mpn_id = "1000003";
        made.kind = partners::PartnerKind::IndirectReseller;
        made.sandbox = true;
        auto profiles = profilesOf("tailspin");
        profiles.organization.domain = "tailspin.example.test";
        auto set = setOf(partner);
        auto told = set.entry;
        told.id = makeUuid(clock_.at);
        set.changes.emplace_back(changes::AddSandboxReseller{made, profiles, told});
        EXPECT_EQ(stores_.changes.apply(set), changes::Outcome::Applied);
    }

    /// Lets fabrikam see a customer of contoso's.
    void share(const Belongings& of) {
        auto set = setOf(kContoso);
        auto told = set.entry;
        told.id = makeUuid(clock_.at);
        set.changes.emplace_back(changes::ShareCustomer{of.customer, kFabrikam, told});
        EXPECT_EQ(stores_.changes.apply(set), changes::Outcome::Applied);
    }

    /// Makes another partner's customer a partner's too, as the customer's acceptance does.
    void adopt(const PartnerId& partner, const Belongings& theirs) {
        auto set = setOf(partner);
        set.entry.customer = theirs.customer;
        auto customer = customerOf("Company", theirs.domain);
        customer.id = theirs.customer;
        set.changes.emplace_back(changes::AdoptCustomer{makeRandomUuid(), customer, {}});
        EXPECT_EQ(stores_.changes.apply(set), changes::Outcome::Applied);
    }

    /// A consent for an application.
    void giveConsent(const PartnerId& partner, const Belongings& of) {
        auto set = setOf(partner);
        set.changes.emplace_back(changes::AddApplicationConsent{
            of.customer, {of.application, {{makeRandomUuid(), "User.Read.All"}}}, 1});
        EXPECT_EQ(stores_.changes.apply(set), changes::Outcome::Applied);
    }

    /// Gives a partner what an operation is about: a customer, and what else the path names.
    Belongings giveFor(const Operation& operation, const PartnerId& partner) {
        auto belongings = give(partner, operation.id);
        if (operation.path.find("{relationship-id}") != std::string_view::npos)
            giveGranular(partner, belongings);
        if (operation.path.find("{reseller-id}") != std::string_view::npos)
            giveReseller(partner, belongings);
        if (operation.id == "order-create-for-indirect-reseller" && partner == kContoso)
            share(belongings);
        if (operation.path.find("{application-id}") != std::string_view::npos)
            giveConsent(partner, belongings);
        if (operation.path.find("{correlation-id}") == std::string_view::npos) return belongings;
        auto set = setOf(partner);
        set.changes.emplace_back(
            changes::AddWebhookRegistration{{"https://hooks.example.test/", {"test-created"}}});
        static_cast<void>(stores_.changes.apply(set));
        belongings.test = makeUuid(clock_.at);
        set.entry.id = makeUuid(clock_.at);
        set.changes = {changes::AddTestEvent{belongings.test, clock_.at, 100}};
        EXPECT_EQ(stores_.changes.apply(set), changes::Outcome::Applied);
        return belongings;
    }

    /// The call of an operation about `of`.
    Call callOf(const Operation& operation, const Belongings& of) {
        std::string path(operation.path);
        replace(path, "{customer-id}", of.customer.value.toString());
        replace(path, "{user-id}", of.user.value.toString());
        replace(path, "{role-id}", "62e90394-69f5-4237-9190-012177145e10");
        replace(path, "{policy-id}", of.policy.value.toString());
        replace(path, "{audit-id}", of.entry.toString());
        replace(path, "{offer-id}", "A-1");
        replace(path, "{order-id}", of.order.value.toString());
        replace(path, "{subscription-id}", of.subscription.value.toString());
        replace(path, "{relationship-id}", of.granular.value.toString());
        replace(path, "{reseller-id}", of.reseller.value.toString());
        replace(path, "{program-name}", "csp");
        replace(path, "{template-id}", "117a77b0-9360-443b-8795-c6dedc750cf9");
        replace(path, "{application-id}", of.application.value.toString());
        replace(path, "{correlation-id}", of.test.toString());
        replace(path, "{country-code}", "US");
        replace(path, "{domain}", of.domain);
        const auto proof = prover_.proofOf(kContoso, of.customer, of.domain + ".example");
        text_answers_.texts[proof.name] = {proof.value};
        auto needs = needs_[operation.id];
        replace(needs.query, "{customer-id}", of.customer.value.toString());
        replace(needs.body, "{customer-id}", of.customer.value.toString());
        replace(needs.body, "{policy-id}", of.policy.value.toString());
        replace(needs.body, "{partner-id}", kContoso.value.toString());
        replace(needs.body, "{customer-id}", of.customer.value.toString());
        replace(needs.body, "{user-id}", of.user.value.toString());
        replace(needs.body, "{domain}", of.domain);
        if (!needs.query.empty()) path += "?" + needs.query;
        return {.method = operation.method, .target = path, .body = needs.body};
    }

    static Belongings nothing() {
        return {CustomerId{makeRandomUuid()}, UserId{makeRandomUuid()}, makeRandomUuid(),
                "free.example.test"};
    }

    /// How many entries the record has of a partner: grows with every change.
    std::size_t changesOf(const PartnerId& partner) {
        audit::Query query;
        query.to = clock_.at + std::chrono::days(1);
        query.size = 500;
        return stores_.record.list(partner, query).entries.size();
    }

    template <typename Check>
    void forEachBuilt(Check check) {
        int walked = 0;
        for (const auto& operation : operations()) {
            if (operation.support != Support::Built) continue;
            SCOPED_TRACE(operation.id);
            check(operation);
            ++walked;
        }
        EXPECT_EQ(walked, 105);
    }

    /// Entries of contoso's record from before a test began.
    std::size_t before_ = 0;
    testing_support::ScriptedTextRecords text_answers_;

private:
    static partners::PartnerKind kindOf(std::string_view name) {
        return name == "contoso" ? partners::PartnerKind::IndirectProvider
                                 : partners::PartnerKind::IndirectReseller;
    }

    /// Makes fabrikam a reseller of contoso, so long ago that no list of the record shows it.
    void makePartnership() {
        const audit::Actor actor{.application = {},
                                 .user_name = {},
                                 .correlation = {},
                                 .at = clock_.at - std::chrono::days(100)};
        const auto invited =
            relationships_->planInvitation(*stores_.partners.find(kContoso), actor);
        EXPECT_EQ(stores_.changes.apply(invited.changes), changes::Outcome::Applied);
        const auto accepted =
            relationships_->planAcceptance(*stores_.partners.find(kFabrikam), actor, invited.token);
        EXPECT_EQ(stores_.changes.apply(accepted), changes::Outcome::Applied);
        before_ = changesOf(kContoso);
    }

    static void replace(std::string& text, std::string_view place, const std::string& value) {
        for (auto at = text.find(place); at != std::string::npos; at = text.find(place, at))
            text.replace(at, place.size(), value);
    }

    std::map<std::string_view, OperationNeeds> needs_;
    int given_ = 0;
};

TYPED_TEST_SUITE_P(IsolationContract);

TYPED_TEST_P(IsolationContract, EveryOperationWorksForWhomItIsMeant) {
    this->forEachBuilt([&](const Operation& operation) {
        const auto answer =
            this->send(this->callOf(operation, this->giveFor(operation, this->kContoso)));
        EXPECT_GE(answer.status, 200) << answer.body;
        EXPECT_LT(answer.status, 300) << answer.body;
    });
}

TYPED_TEST_P(IsolationContract, AnothersThingsAnswerByteForByteAsThingsThatAreNotThere) {
    this->forEachBuilt([&](const Operation& operation) {
        const bool names_one = operation.path.find("{customer-id}") != std::string_view::npos ||
                               operation.path.find("{audit-id}") != std::string_view::npos ||
                               operation.path.find("{correlation-id}") != std::string_view::npos ||
                               operation.id.starts_with("self-serve-policy");
        if (!names_one) return;
        const auto theirs =
            this->send(this->callOf(operation, this->giveFor(operation, this->kFabrikam)));
        const auto absent = this->send(this->callOf(operation, this->nothing()));
        EXPECT_EQ(theirs.status, 404);
        EXPECT_EQ(theirs.comparable(), absent.comparable());
    });
    EXPECT_EQ(this->changesOf(this->kContoso), this->before_);
}

TYPED_TEST_P(IsolationContract, PartnersOfOneCustomerSeeNothingThatTheOtherHasArranged) {
    constexpr std::string_view kArranged[] = {
        "{order-id}",        "{subscription-id}", "{policy-id}",      "{audit-id}",
        "{relationship-id}", "{application-id}",  "/validationStatus"};
    this->forEachBuilt([&](const Operation& operation) {
        const auto names = [&](std::string_view place) {
            return operation.path.find(place) != std::string_view::npos;
        };
        const bool arranged = std::any_of(std::begin(kArranged), std::end(kArranged), names);
        if (!arranged && !names("{customer-id}")) return;
        const auto theirs = this->giveFor(operation, this->kFabrikam);
        this->adopt(this->kContoso, theirs);
        const auto entries = this->changesOf(this->kFabrikam);
        const auto answer = this->send(this->callOf(operation, theirs));
        EXPECT_EQ(answer.status == 404, arranged) << answer.status << answer.body;
        for (const auto& id : {theirs.order.value, theirs.subscription.value, theirs.policy.value,
                               theirs.entry, theirs.granular.value})
            EXPECT_EQ(answer.body.find(id.toString()), std::string::npos) << answer.body;
        EXPECT_EQ(this->changesOf(this->kFabrikam), entries);
        EXPECT_TRUE(this->stores_.customers.find(this->kFabrikam, theirs.customer));
    });
}

TYPED_TEST_P(IsolationContract, ListsShowNothingOfAnotherPartner) {
    this->give(this->kFabrikam);
    for (const auto* path : {"/v1/customers", "/v1/auditrecords"})
        EXPECT_EQ(this->get(path).json()["totalCount"].GetInt(), 0);
}

TYPED_TEST_P(IsolationContract, NoTokenAndAnotherCloudsTokenAnswerTheSameEverywhere) {
    std::string without;
    std::string foreign;
    this->forEachBuilt([&](const Operation& operation) {
        auto call = this->callOf(operation, this->nothing());
        call.token = "";
        const auto none = this->send(call);
        EXPECT_EQ(none.status, 401);
        if (without.empty()) without = none.comparable();
        EXPECT_EQ(none.comparable(), without);
        call.token = "foreign";
        const auto other = this->send(call);
        if (foreign.empty()) foreign = other.comparable();
        EXPECT_EQ(other.comparable(), foreign);
        EXPECT_EQ(other.body, none.body);
    });
}

TYPED_TEST_P(IsolationContract, EveryRoleThatIsNotListedIsRefusedBeforeAnythingIsRead) {
    const auto mine = this->give(this->kContoso);
    this->forEachBuilt([&](const Operation& operation) {
        auto call = this->callOf(operation, mine);
        call.token = "contoso";
        EXPECT_EQ(this->send(call).code(), codes::kRoleLacksRights);
        for (const auto role :
             {identity::Role::AdminAgent, identity::Role::SalesAgent, identity::Role::HelpdeskAgent,
              identity::Role::GlobalAdmin, identity::Role::BillingAdmin,
              identity::Role::UserManagementAdmin}) {
            if (rolesOf(operation.permission).intersects(role)) continue;
            call.token = "contoso/" + std::string(identity::nameOf(role));
            const auto answer = this->send(call);
            EXPECT_EQ(answer.status, 403) << call.token;
            EXPECT_EQ(answer.code(), codes::kRoleLacksRights);
        }
        if (operation.tokens != TokenKind::User) return;
        call.token = "contoso+application";
        EXPECT_EQ(this->send(call).code(), codes::kUserTokenRequired);
    });
    EXPECT_EQ(this->changesOf(this->kContoso), this->before_ + 1);
}

TYPED_TEST_P(IsolationContract, AnOperationThatTheCloudDoesNotOfferIsRefusedWhateverElseIsWrong) {
    this->forEachBuilt([&](const Operation& operation) {
        for (auto& fact : this->cloud_.edit().operations) fact.offered = fact.id != operation.id;
        this->restart();
        auto call = this->callOf(operation, this->nothing());
        call.token = "contoso";
        const auto answer = this->send(call);
        EXPECT_EQ(answer.status, 403);
        EXPECT_EQ(answer.code(), codes::kNotOfferedInCloud);
    });
}

TYPED_TEST_P(IsolationContract, TextThatNoStoreHoldsIsRefusedOrIsThereForNobody) {
    const auto filtered = [](const std::string& list, const std::string& field,
                             const std::string& how, const std::string& value) {
        return "/v1/" + list + "?filter={\"Field\":\"" + field + "\",\"Value\":\"" + value +
               "\",\"Operator\":\"" + how + "\"}";
    };
    for (const std::string bad : {"%FF", "%00", "a%00b", "%C3", "%ED%A0%80", "%F4%90%80%80"}) {
        SCOPED_TRACE(bad);
        const auto statusOf = [&](http::Method method, const std::string& target) {
            return this->send({method, target}).status;
        };
        const auto get = http::Method::Get;
        EXPECT_EQ(statusOf(http::Method::Head, "/v1/domains/" + bad + ".x"), 404);
        EXPECT_EQ(statusOf(get, "/v1/profiles/mpn?mpnId=" + bad), 404);
        EXPECT_EQ(statusOf(get, "/v1/countryvalidationrules/" + bad), 404);
        EXPECT_EQ(statusOf(get, "/v1/customers/" + bad), 404);
        EXPECT_EQ(statusOf(get, "/auditactivity/v1/auditrecords/" + bad), 404);
        EXPECT_EQ(statusOf(get, filtered("customers", "CompanyName", "starts_with", bad)), 400);
        EXPECT_EQ(statusOf(get, filtered("customers", "Domain", "starts_with", bad)), 400);
        EXPECT_EQ(statusOf(get, filtered("auditrecords", "CompanyName", "substring", bad)), 400);
        EXPECT_EQ(statusOf(get, filtered("auditrecords", "CustomerId", "equals", bad)), 400);
        EXPECT_EQ(statusOf(get, filtered("auditrecords", "ResourceType", "equals", bad)), 400);
        EXPECT_EQ(statusOf(get, "/v1/auditrecords?startDate=" + bad), 400);
    }
    // The bytes themselves, which servers let pass in headers.
    for (const std::string bad : {"\xFF", "\xC3"}) {
        Call call{.target = "/v1/customers", .headers = {{"MS-ContinuationToken", bad}}};
        EXPECT_EQ(this->send(call).status, 400);
        call.headers = {{"X-Locale", bad}};
        EXPECT_EQ(this->send(call).status, 200);
        call.headers = {{"MS-RequestId", bad}, {"MS-CorrelationId", bad}};
        EXPECT_LT(this->send(call).status, 500);
    }
}

TYPED_TEST_P(IsolationContract, ATokenOfTheLongestNamesGoesOn) {
    const auto longName = [](int last) {
        std::string name;
        for (int i = 0; i < 199; ++i) name += "\U0001F431";
        return name + "\xF0\x9F\x90" + static_cast<char>(0xB0 + last);
    };
    for (int i = 0; i < 3; ++i) {
        changes::ChangeSet set;
        set.partner = this->kContoso;
        accounts::Administrator administrator;
        administrator.id = UserId{makeRandomUuid()};
        const auto customer = this->customerOf(longName(i), std::to_string(i) + ".example.test");
        set.changes.emplace_back(changes::AddCustomer{customer, administrator});
        set.entry.id = makeUuid(this->clock_.at);
        set.entry.partner = this->kContoso;
        set.entry.customer = customer.id;
        set.entry.at = this->clock_.at;
        ASSERT_EQ(this->stores_.changes.apply(set), changes::Outcome::Applied);
    }
    auto page = this->get("/v1/customers?size=1&filter={\"Field\":\"CompanyName\",\"Value\":\"" +
                          longName(0).substr(0, 796) + "\",\"Operator\":\"starts_with\"}");
    for (int i = 0; i < 3; ++i) {
        ASSERT_EQ(page.status, 200) << page.body;
        ASSERT_EQ(page.json()["totalCount"].GetInt(), 1) << i;
        if (i == 2) return;
        page = this->send(
            {.target = "/v1/customers?seekOperation=Next",
             .headers = {{"MS-ContinuationToken", page.json()["continuationToken"].GetString()}}});
    }
}

REGISTER_TYPED_TEST_SUITE_P(IsolationContract, TextThatNoStoreHoldsIsRefusedOrIsThereForNobody,
                            ATokenOfTheLongestNamesGoesOn, EveryOperationWorksForWhomItIsMeant,
                            AnothersThingsAnswerByteForByteAsThingsThatAreNotThere,
                            PartnersOfOneCustomerSeeNothingThatTheOtherHasArranged,
                            ListsShowNothingOfAnotherPartner,
                            NoTokenAndAnotherCloudsTokenAnswerTheSameEverywhere,
                            EveryRoleThatIsNotListedIsRefusedBeforeAnythingIsRead,
                            AnOperationThatTheCloudDoesNotOfferIsRefusedWhateverElseIsWrong);

}  // namespace concordat::api
