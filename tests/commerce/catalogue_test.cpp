#include "core/commerce/catalogue.hpp"

#include "tests/commerce/sales_fixture.hpp"

namespace concordat::commerce {
namespace {

class CatalogueTest : public SalesFixture {
protected:
    static std::vector<std::string> idsOf(const auto& found) {
        std::vector<std::string> ids;
        for (const auto* one : found) ids.push_back(one->id);
        return ids;
    }

    Catalogue catalogue_{cloud_.facts()};
};

using Ids = std::vector<std::string>;

TEST_F(CatalogueTest, HasTheOffersOfACountryByRank) {
    cloud_.edit().offers[0].rank = 9;
    EXPECT_EQ(idsOf(catalogue_.offers("US")), (Ids{"TRIAL", "ROOM", "MAIL"}));
    EXPECT_EQ(idsOf(catalogue_.offers("DE")), (Ids{"GERMAN", "TRIAL", "ROOM", "MAIL"}));
    EXPECT_EQ(idsOf(catalogue_.offers("US", "more")), Ids{"ROOM"});
    EXPECT_TRUE(catalogue_.offers("US", "None").empty());
}

TEST_F(CatalogueTest, HasNothingWhereTheCloudHasNoCustomers) {
    for (const auto* country : {"FR", "us", "", "USA"}) {
        EXPECT_TRUE(catalogue_.offers(country).empty()) << country;
        EXPECT_TRUE(catalogue_.categories(country).empty()) << country;
        EXPECT_FALSE(catalogue_.isSold(cloud_.facts().offers[0], country)) << country;
    }
}

TEST_F(CatalogueTest, FindsAnOfferWhateverTheCaseOfItsId) {
    EXPECT_EQ(catalogue_.find("mail"), &cloud_.facts().offers[0]);
    for (const auto* id : {"", "MAI", "MAILS", " MAIL"}) EXPECT_EQ(catalogue_.find(id), nullptr);
}

TEST_F(CatalogueTest, HasAddOnsToTheOffersThatTheyName) {
    const auto& offers = cloud_.facts().offers;
    EXPECT_EQ(idsOf(catalogue_.addOns(offers[0], "US")), Ids{"ROOM"});
    EXPECT_TRUE(catalogue_.addOns(offers[2], "US").empty());
    EXPECT_TRUE(catalogue_.addOns(offers[0], "FR").empty());
}

TEST_F(CatalogueTest, HasTheCategoriesOfWhichSomethingIsSold) {
    EXPECT_EQ(idsOf(catalogue_.categories("US")), (Ids{"Mail", "More"}));
    cloud_.edit().offers[3].countries = {"DE"};
    EXPECT_EQ(idsOf(catalogue_.categories("US")), Ids{"Mail"});
    EXPECT_EQ(catalogue_.category("more")->name, "More");
    EXPECT_EQ(catalogue_.category("Less"), nullptr);
}

}  // namespace
}  // namespace concordat::commerce
