#include "core/audit/record.hpp"

#include <gtest/gtest.h>

namespace concordat::audit {
namespace {

TEST(ResourceTypeFromName, ReadsTheWordsOfDifferentClients) {
    for (const auto* name : {"partner_customer_relationship", "PartnerCustomerRelationship",
                             "partnercustomerrelationship"})
        EXPECT_EQ(resourceTypeFromName(name), ResourceType::PartnerCustomerRelationship) << name;
    EXPECT_EQ(resourceTypeFromName("Customer"), ResourceType::Customer);
}

TEST(ResourceTypeFromName, RefusesOtherWords) {
    for (const auto* name : {"", "custome", "customers", "customer_", "_customer", "device"})
        EXPECT_FALSE(resourceTypeFromName(name)) << name;
}

TEST(NameOf, GivesEveryOperationTheWordOfThePartnerApi) {
    EXPECT_EQ(nameOf(OperationType::AddCustomer), "add_customer");
    EXPECT_EQ(nameOf(OperationType::RemovePartnerCustomerRelationship),
              "remove_partner_customer_relationship");
}

}  // namespace
}  // namespace concordat::audit
