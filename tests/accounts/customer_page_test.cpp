#include "core/accounts/customer_page.hpp"

#include <gtest/gtest.h>

namespace concordat::accounts {
namespace {

CustomerId idOf(std::uint8_t n) {
    CustomerId id;
    id.value.bytes[0] = n;
    return id;
}

TEST(CustomerPage, GivesBackWhatWasAdded) {
    CustomerPage page;
    page.add(idOf(1), "Adatum", "adatum.example.test", Relationship::Reseller);
    page.add(idOf(2), "", "x", Relationship::Advisor);
    ASSERT_EQ(page.size(), 2U);
    EXPECT_EQ(page[0].company_name, "Adatum");
    EXPECT_EQ(page[0].domain, "adatum.example.test");
    EXPECT_EQ(page[1].company_name, "");
    EXPECT_EQ(page[1].domain, "x");
    EXPECT_EQ(page[1].relationship, Relationship::Advisor);
}

TEST(CustomerPage, ReversesWithoutMixingTexts) {
    CustomerPage page;
    page.add(idOf(1), "a", "first", Relationship::Reseller);
    page.add(idOf(2), "b", "second", Relationship::Reseller);
    page.reverse();
    EXPECT_EQ(page[0].id, idOf(2));
    EXPECT_EQ(page[0].domain, "second");
    EXPECT_EQ(page[1].company_name, "a");
}

TEST(CustomerPage, IsEmptyAgainAfterClear) {
    CustomerPage page;
    page.add(idOf(1), "a", "b", Relationship::Reseller);
    page.has_next = true;
    page.last_key = "a";
    page.clear();
    EXPECT_EQ(page.size(), 0U);
    EXPECT_FALSE(page.has_next);
    EXPECT_TRUE(page.last_key.empty());
}

}  // namespace
}  // namespace concordat::accounts
