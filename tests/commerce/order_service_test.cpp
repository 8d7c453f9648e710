#include "core/commerce/order_service.hpp"

#include "tests/commerce/sales_fixture.hpp"

namespace concordat::commerce {
namespace {

class OrderServiceTest : public SalesFixture {
protected:
    PlannedOrder plan(std::vector<OrderLine> lines, BillingCycle cycle = BillingCycle::Monthly) {
        return service_.plan(partner_, actor_, customer(), {cycle, std::move(lines)});
    }

    int codeOf(std::vector<OrderLine> lines, BillingCycle cycle = BillingCycle::Monthly) {
        return errorOf([&] { (void)plan(std::move(lines), cycle); }).code();
    }

    /// The change of that kind; fails the test when there is none.
    template <typename Kind>
    static Kind changeOf(const PlannedOrder& planned) {
        for (const auto& change : planned.changes.changes)
            if (const auto* found = std::get_if<Kind>(&change)) return *found;
        ADD_FAILURE() << "there is no such change";
        return {};
    }

    OrderService service_{customers_, store_, cloud_};
};

TEST_F(OrderServiceTest, HoldsTheRelationshipFirstAndAddsTheOrderLast) {
    const auto planned = plan({{1, "mail", "Post", 3}, {0, "MAIL", "", 4}}, BillingCycle::Annual);
    ASSERT_EQ(planned.changes.changes.size(), 2U);
    EXPECT_EQ(planned.changes.partner, partner_.id);
    EXPECT_TRUE(std::holds_alternative<changes::HoldRelationship>(planned.changes.changes[0]));
    const auto added = changeOf<changes::AddOrder>(planned);
    EXPECT_EQ(added.customer, customer());
    EXPECT_EQ(added.order, planned.order);
    ASSERT_EQ(added.order.lines.size(), 2U);
    const auto& first = added.order.lines[0];
    EXPECT_EQ(first.line, 0U);
    EXPECT_EQ(first.order, added.order.id);
    EXPECT_EQ(first.offer_id, "MAIL");
    EXPECT_EQ(first.sku_id, "sku-MAIL");
    EXPECT_EQ(first.friendly_name, "Offer MAIL");
    EXPECT_EQ(first.quantity, 4U);
    EXPECT_EQ(first.ordered_quantity, 4U);
    EXPECT_EQ(first.status, SubscriptionStatus::Active);
    EXPECT_EQ(first.cycle, BillingCycle::Annual);
    const auto& second = added.order.lines[1];
    EXPECT_EQ(second.offer_id, "MAIL");
    EXPECT_EQ(second.friendly_name, "Post");
    EXPECT_NE(second.id, first.id);
}

TEST_F(OrderServiceTest, RecordsWhatWasOrdered) {
    const auto planned = plan({{0, "MAIL", "Post", 3}});
    const auto& entry = planned.changes.entry;
    EXPECT_EQ(entry.operation, audit::OperationType::CreateOrder);
    EXPECT_EQ(entry.resource, audit::ResourceType::Order);
    EXPECT_EQ(entry.customer, customer());
    EXPECT_EQ(entry.customer_name, "Adatum");
    const auto& line = planned.order.lines[0];
    const decltype(entry.customized_data) expected = {
        {"OrderId", planned.order.id.value.toString()},
        {"BillingCycle", "monthly"},
        {"OfferId-0", "MAIL"},
        {"SubscriptionId-0", line.id.value.toString()},
        {"SubscriptionName-0", "Post"},
        {"Quantity-0", "3"}};
    EXPECT_EQ(entry.customized_data, expected);
}

TEST_F(OrderServiceTest, EndsTheTermAfterAYearOrATrialsThirtyDays) {
    struct Term {
        const char* offer;
        const char* from;
        const char* to;
    };
    for (const auto& [offer, from, to] :
         {Term{"MAIL", "2026-11-23T10:00:00Z", "2027-11-23T10:00:00Z"},
          Term{"MAIL", "2027-03-01T00:00:00Z", "2028-03-01T00:00:00Z"},
          // A day that the next year lacks.
          Term{"MAIL", "2028-02-29T23:59:59Z", "2029-02-28T23:59:59Z"},
          Term{"TRIAL", "2026-12-15T10:00:00Z", "2027-01-14T10:00:00Z"}}) {
        actor_.at = *parseInstant(from);
        const auto planned = plan({{0, offer, "", 25}});
        EXPECT_EQ(planned.order.lines[0].commitment_end, *parseInstant(to)) << from;
        EXPECT_EQ(planned.order.lines[0].created, actor_.at);
    }
}

TEST_F(OrderServiceTest, GuardsOffersThatACustomerMayHaveOnlySoManyOf) {
    auto& mail = cloud_.edit().offers[0];
    mail.limit = 3;
    mail.limit_unit = "concurrent";
    const auto guard =
        changeOf<changes::LimitOffer>(plan({{0, "MAIL", "", 1}, {1, "MAIL", "", 1}}));
    EXPECT_EQ(guard.offer_id, "MAIL");
    EXPECT_EQ(guard.most, 2U);
    EXPECT_FALSE(guard.suspended_count);
    const OrderLine one{0, "MAIL", "", 1};
    auto lines = std::vector(4, one);
    for (std::uint32_t number = 0; number < lines.size(); ++number) lines[number].number = number;
    EXPECT_EQ(codeOf(lines), codes::kOfferLimitReached);
}

TEST_F(OrderServiceTest, TriesNothingThatTheCustomerHas) {
    const auto planned = plan({{0, "TRIAL", "", 25}});
    std::vector<changes::LimitOffer> guards;
    for (const auto& change : planned.changes.changes)
        if (const auto* guard = std::get_if<changes::LimitOffer>(&change)) guards.push_back(*guard);
    ASSERT_EQ(guards.size(), 2U);
    EXPECT_EQ(guards[0].offer_id, "TRIAL");
    EXPECT_EQ(guards[1].offer_id, "MAIL");
    for (const auto& guard : guards) {
        EXPECT_EQ(guard.most, 1U);
        EXPECT_TRUE(guard.suspended_count);
    }
    EXPECT_EQ(codeOf({{0, "TRIAL", "", 25}, {1, "MAIL", "", 1}}), codes::kOfferLimitReached);
}

TEST_F(OrderServiceTest, GuardsASandboxWithTheCloudsLimits) {
    cloud_.edit().sandbox_subscriptions = 3;
    cloud_.edit().sandbox_licences = 7;
    const std::vector<OrderLine> two = {{0, "MAIL", "", 7}, {1, "MAIL", "", 1}};
    EXPECT_EQ(plan(two).changes.changes.size(), 2U);
    partner_.sandbox = true;
    EXPECT_EQ(changeOf<changes::LimitSubscriptions>(plan(two)).most, 2U);
    EXPECT_EQ(codeOf({{0, "MAIL", "", 8}}), codes::kSandboxLicences);
    store_.bought.resize(2);
    EXPECT_EQ(codeOf(two), codes::kSandboxSubscriptions);
    EXPECT_EQ(changeOf<changes::LimitSubscriptions>(plan({{0, "MAIL", "", 1}})).most, 3U);
}

TEST_F(OrderServiceTest, RefusesWhatIsNotSold) {
    EXPECT_EQ(codeOf({{0, "NONE", "", 1}}), codes::kOfferUnknown);
    EXPECT_EQ(codeOf({{0, "", "", 1}}), codes::kOfferUnknown);
    EXPECT_EQ(codeOf({{0, "GERMAN", "", 1}}), codes::kOfferNotInCountry);
    EXPECT_EQ(codeOf({{0, "ROOM", "", 1}}), codes::kOfferNotForSale);
    cloud_.edit().offers[0].billing = "usage";
    const auto error = errorOf([&] { (void)plan({{0, "mail", "", 1}}); });
    EXPECT_EQ(error.code(), codes::kOfferNotForSale);
    EXPECT_EQ(error.arguments(), std::vector<std::string>{"MAIL"});
}

TEST_F(OrderServiceTest, RefusesQuantitiesAndCyclesThatTheOfferDoesNotHave) {
    for (const std::uint32_t quantity : {0U, 101U, 4'294'967'295U}) {
        const auto error = errorOf([&] { (void)plan({{0, "MAIL", "", quantity}}); });
        EXPECT_EQ(error.code(), codes::kQuantityOutsideLimits) << quantity;
        EXPECT_EQ(error.arguments(), (std::vector<std::string>{"1", "100"}));
    }
    EXPECT_EQ(codeOf({{0, "TRIAL", "", 24}}), codes::kQuantityOutsideLimits);
    EXPECT_EQ(codeOf({{0, "TRIAL", "", 25}}, BillingCycle::Annual), codes::kBadProperty);
}

TEST_F(OrderServiceTest, RefusesLinesThatAreNotNumberedFromNought) {
    EXPECT_EQ(codeOf({}), codes::kMemberMissing);
    EXPECT_EQ(codeOf({{1, "MAIL", "", 1}}), codes::kLineItemNumber);
    EXPECT_EQ(codeOf({{0, "MAIL", "", 1}, {0, "MAIL", "", 1}}), codes::kLineItemNumber);
    EXPECT_EQ(codeOf({{0, "MAIL", "", 1}, {2, "MAIL", "", 1}}), codes::kLineItemNumber);
    EXPECT_EQ(codeOf({{4'294'967'295U, "MAIL", "", 1}}), codes::kLineItemNumber);
}

TEST_F(OrderServiceTest, RefusesAPartnerThatIsSuspended) {
    partner_.state = partners::PartnerState::Suspended;
    EXPECT_EQ(codeOf({{0, "MAIL", "", 1}}), codes::kProgrammeInactive);
}

TEST_F(OrderServiceTest, KnowsNoOtherPartnersCustomersAndNoOtherOrders) {
    const PartnerId other{makeRandomUuid()};
    EXPECT_EQ(errorOf([&] { (void)service_.orders(other, customer()); }).code(),
              codes::kUnknownTenant);
    EXPECT_EQ(errorOf([&] { (void)service_.get(other, customer(), {}); }).code(),
              codes::kUnknownTenant);
    EXPECT_EQ(errorOf([&] { (void)service_.get(partner_.id, customer(), {}); }).code(),
              codes::kUnknownOrder);
    Order order;
    order.id.value = makeRandomUuid();
    store_.ordered = {order};
    EXPECT_EQ(service_.get(partner_.id, customer(), order.id), order);
    partner_.id = other;
    EXPECT_EQ(codeOf({{0, "MAIL", "", 1}}), codes::kUnknownTenant);
}

}  // namespace
}  // namespace concordat::commerce
