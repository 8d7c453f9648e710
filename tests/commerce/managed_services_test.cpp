#include "core/commerce/managed_services.hpp"

#include <gmock/gmock.h>

#include "tests/accounts/one_customer.hpp"
#include "tests/commerce/sales_fixture.hpp"

namespace concordat::commerce {
namespace {

using accounts::DirectoryRole;
using testing::ElementsAre;
using testing::IsEmpty;

/// A cloud with portals for what MAIL and ROOM bring, and for what nothing brings.
class ManagedServicesTest : public SalesFixture {
protected:
    ManagedServicesTest() {
        cloud_.edit().managed_services = {serviceOf("Storage", {"sku-ROOM"}),
                                          serviceOf("Mail", {"sku-GERMAN", "sku-MAIL"}),
                                          serviceOf("Fax", {"sku-FAX"})};
        store_.held.domain = "adatum.example.test";
    }

    static rules::ManagedServiceFact serviceOf(const std::string& id,
                                               std::vector<std::string> skus) {
        return {id,
                "The " + id,
                "Office",
                std::move(skus),
                "https://portal.test/{tenant}/" + id + "?d={domain}",
                "https://portal.test/{tenant}/health",
                "https://portal.test/{tenant}/tickets"};
    }

    void buy(const std::string& sku, SubscriptionStatus status = SubscriptionStatus::Active) {
        Subscription one;
        one.id = {makeRandomUuid()};
        one.sku_id = sku;
        one.status = status;
        store_.bought.push_back(one);
    }

    std::vector<std::string> ids() {
        std::vector<std::string> all;
        for (const auto& one : services_.list(partner_.id, customer(), actor_.at))
            all.push_back(one.fact->id);
        return all;
    }

    accounts::OneCustomer directory_;
    accounts::UserService users_{customers_, directory_};
    ManagedServices services_{customers_, users_, store_, cloud_};
};

TEST_F(ManagedServicesTest, AreThoseThatSubscriptionsBringEachOnceInTheOrderOfTheFacts) {
    EXPECT_THAT(ids(), IsEmpty());
    buy("sku-MAIL");
    EXPECT_THAT(ids(), ElementsAre("Mail"));
    buy("sku-ROOM");
    buy("sku-MAIL");
    buy("sku-GERMAN");
    buy("sku-OTHER");
    EXPECT_THAT(ids(), ElementsAre("Storage", "Mail"));
}

TEST_F(ManagedServicesTest, LeadToTheCustomersOwnPages) {
    buy("sku-MAIL");
    const auto list = services_.list(partner_.id, customer(), actor_.at);
    ASSERT_EQ(list.size(), 1U);
    const auto start = "https://portal.test/" + customer().value.toString();
    EXPECT_EQ(list[0].admin_service, start + "/Mail?d=adatum.example.test");
    EXPECT_EQ(list[0].service_health, start + "/health");
    EXPECT_EQ(list[0].service_ticket, start + "/tickets");
}

TEST_F(ManagedServicesTest, StayWhileASubscriptionIsSuspended) {
    buy("sku-MAIL", SubscriptionStatus::Suspended);
    EXPECT_THAT(ids(), ElementsAre("Mail"));
}

TEST_F(ManagedServicesTest, NeedDelegatedAdministrationThatIsForSupport) {
    buy("sku-MAIL");
    store_.held.allow_delegated_access = false;
    EXPECT_THAT(ids(), IsEmpty());
    for (const auto role :
         {DirectoryRole::CompanyAdministrator, DirectoryRole::ServiceSupportAdministrator,
          DirectoryRole::HelpdeskAdministrator}) {
        directory_.granted = role;
        EXPECT_THAT(ids(), ElementsAre("Mail"));
    }
    directory_.granted = accounts::DirectoryRoles(DirectoryRole::BillingAdministrator) |
                         DirectoryRole::UserAccountAdministrator;
    EXPECT_THAT(ids(), IsEmpty());
}

TEST_F(ManagedServicesTest, OfASharedCustomerAreTheProvidersToAdminister) {
    buy("sku-MAIL");
    store_.held.shared_by = PartnerId{makeRandomUuid()};
    EXPECT_THAT(ids(), IsEmpty());
}

TEST_F(ManagedServicesTest, AreNoneInACloudWithoutPortals) {
    buy("sku-MAIL");
    cloud_.edit().managed_services.clear();
    EXPECT_THAT(ids(), IsEmpty());
}

TEST_F(ManagedServicesTest, KnowNoOtherPartnersCustomers) {
    buy("sku-MAIL");
    for (const auto& call : std::vector<std::function<void()>>{
             [&] { (void)services_.list({makeRandomUuid()}, customer(), actor_.at); },
             [&] { (void)services_.list(partner_.id, {makeRandomUuid()}, actor_.at); }})
        EXPECT_EQ(errorOf(call).code(), codes::kUnknownTenant);
}

}  // namespace
}  // namespace concordat::commerce
