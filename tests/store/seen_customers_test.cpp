#include "core/store/seen_customers.hpp"

#include <gtest/gtest.h>

#include "tests/store/samples.hpp"

namespace concordat::store {
namespace {

class SeenCustomersTest : public testing::Test {
protected:
    CustomerRow row(unsigned number, std::uint64_t version) const {
        CustomerRow made;
        made.partner = one_;
        made.customer = samples::customerId(number);
        made.domain = "d.onmicrosoft.com";
        made.company_name = "Contoso";
        made.version = version;
        made.wrapped_key = "wrapped";
        made.sealed = "sealed";
        return made;
    }

    const PartnerId one_ = samples::partnerId(1);
    const PartnerId other_ = samples::partnerId(2);
    const CustomerId customer_ = samples::customerId(1);
    SeenCustomers seen_;
};

TEST_F(SeenCustomersTest, NothingIsRememberedAtFirst) {
    EXPECT_FALSE(seen_.find({}, {}, 0));
    EXPECT_FALSE(seen_.find(one_, customer_, 1));
    EXPECT_EQ(seen_.findKey(one_, customer_), "");
}

TEST_F(SeenCustomersTest, ACustomerIsRememberedWithItsTextsForItsPartnerAlone) {
    seen_.remember(row(1, 3));
    const auto found = seen_.find(one_, customer_, 3);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->view().domain, "d.onmicrosoft.com");
    EXPECT_EQ(found->view().company_name, "Contoso");
    EXPECT_EQ(found->view().sealed, "sealed");
    EXPECT_EQ(seen_.findKey(one_, customer_), "wrapped");
    EXPECT_FALSE(seen_.find(other_, customer_, 3));
    EXPECT_EQ(seen_.findKey(other_, customer_), "");
    EXPECT_FALSE(seen_.find(one_, samples::customerId(2), 3));
}

TEST_F(SeenCustomersTest, OnlyTheVersionThatWasSeenIsFound) {
    seen_.remember(row(1, 3));
    EXPECT_FALSE(seen_.find(one_, customer_, 2));
    EXPECT_FALSE(seen_.find(one_, customer_, 4));
}

TEST_F(SeenCustomersTest, ASlowReaderDoesNotBringAnOldVersionBack) {
    seen_.remember(row(1, 3));
    seen_.remember(row(1, 2));
    EXPECT_TRUE(seen_.find(one_, customer_, 3));
}

TEST_F(SeenCustomersTest, AReplacedProfileIsTheNextVersion) {
    seen_.remember(row(1, 3));
    seen_.replaced(one_, customer_, 3, "Renamed", "other");
    const auto found = seen_.find(one_, customer_, 4);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->view().company_name, "Renamed");
    EXPECT_EQ(found->view().sealed, "other");
    EXPECT_EQ(found->view().wrapped_key, "wrapped");
    EXPECT_FALSE(seen_.find(one_, customer_, 3));
}

TEST_F(SeenCustomersTest, AReplacementOfWhatWasNotSeenChangesNothing) {
    seen_.remember(row(1, 3));
    seen_.replaced(one_, customer_, 2, "Renamed", "other");
    seen_.replaced(other_, customer_, 3, "Renamed", "other");
    seen_.replaced(one_, samples::customerId(2), 3, "Renamed", "other");
    ASSERT_TRUE(seen_.find(one_, customer_, 3));
    EXPECT_EQ(seen_.find(one_, customer_, 3)->view().company_name, "Contoso");
    EXPECT_FALSE(seen_.find(one_, samples::customerId(2), 4));
}

TEST_F(SeenCustomersTest, AnEndedRelationshipIsForgotten) {
    seen_.remember(row(1, 3));
    seen_.forget(other_, customer_);
    EXPECT_TRUE(seen_.find(one_, customer_, 3));
    seen_.forget(one_, customer_);
    EXPECT_FALSE(seen_.find(one_, customer_, 3));
    EXPECT_EQ(seen_.findKey(one_, customer_), "");
}

TEST_F(SeenCustomersTest, NewerCustomersTakeThePlaceOfOlderOnes) {
    auto many = row(1, 1);
    for (unsigned i = 0; i < 20'000; ++i) {
        many.customer = CustomerId{makeRandomUuid()};
        seen_.remember(many);
    }
    seen_.remember(row(1, 1));
    EXPECT_TRUE(seen_.find(one_, customer_, 1));
}

}  // namespace
}  // namespace concordat::store
