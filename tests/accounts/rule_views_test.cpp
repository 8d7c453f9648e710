#include "core/accounts/rule_views.hpp"

#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

#include "core/accounts/customer_page.hpp"

namespace concordat::accounts {
namespace {

Address addressNumbered(const std::string& mark) {
    return {.country = mark + "1",
            .region = mark + "2",
            .city = mark + "3",
            .state = mark + "4",
            .address_line1 = mark + "5",
            .address_line2 = mark + "6",
            .postal_code = mark + "7",
            .first_name = mark + "8",
            .middle_name = "not shown",
            .last_name = mark + "9",
            .phone_number = mark + "10"};
}

void expectNumbered(const rules::AddressView& view, const std::string& mark) {
    const std::vector<std::string_view> shown = {
        view.country,       view.region,      view.city,       view.state,     view.address_line1,
        view.address_line2, view.postal_code, view.first_name, view.last_name, view.phone_number};
    for (std::size_t i = 0; i < shown.size(); ++i)
        EXPECT_EQ(shown[i], mark + std::to_string(i + 1));
}

TEST(ViewOf, ShowsEachPartOfAnAddressInItsPlace) {
    const auto address = addressNumbered("a");
    expectNumbered(viewOf(address), "a");
}

TEST(ViewOf, ShowsEachPartOfABillingProfileInItsPlace) {
    BillingProfile profile{.first_name = "first",
                           .last_name = "last",
                           .email = "mail",
                           .culture = "de-DE",
                           .language = "de",
                           .company_name = "company",
                           .default_address = addressNumbered("b")};
    const auto view = viewOf(profile);
    EXPECT_EQ(view.first_name, "first");
    EXPECT_EQ(view.last_name, "last");
    EXPECT_EQ(view.email, "mail");
    EXPECT_EQ(view.culture, "de-DE");
    EXPECT_EQ(view.language, "de");
    EXPECT_EQ(view.company_name, "company");
    expectNumbered(view.default_address, "b");
}

TEST(ViewOf, ShowsEachPartOfADraftInItsPlace) {
    CustomerDraft draft;
    draft.domain = "domain";
    draft.company_name = "company";
    draft.registration_number = "number";
    draft.public_body = "body";
    draft.billing.default_address = addressNumbered("c");
    const auto view = viewOf(draft);
    EXPECT_EQ(view.domain, "domain");
    EXPECT_EQ(view.company_name, "company");
    EXPECT_EQ(view.registration_number, "number");
    EXPECT_EQ(view.public_body, "body");
    expectNumbered(view.billing.default_address, "c");
}

TEST(ViewOf, ShowsWhatIsNotGivenAsEmpty) {
    const CustomerDraft draft;
    const auto view = viewOf(draft);
    EXPECT_TRUE(view.domain.empty());
    EXPECT_TRUE(view.public_body.empty());
    EXPECT_TRUE(view.billing.email.empty());
    EXPECT_TRUE(view.billing.default_address.country.empty());
}

TEST(ViewOf, BorrowsTheTextsAndCopiesNone) {
    const CustomerDraft draft{.domain = std::string(100, 'd'),
                              .company_name = {},
                              .registration_number = {},
                              .public_body = {},
                              .public_body_evidence = {},
                              .billing = {}};
    EXPECT_EQ(viewOf(draft).domain.data(), draft.domain.data());
}

TEST(PartnerForRules, ShowsThePartnerAsRulesKnowIt) {
    partners::Partner partner;
    partner.id = PartnerId{makeRandomUuid()};
    partner.country = "DE";
    for (const auto kind :
         {rules::PartnerKind::DirectReseller, rules::PartnerKind::IndirectProvider,
          rules::PartnerKind::IndirectReseller}) {
        for (const bool sandbox : {false, true}) {
            partner.kind = kind;
            partner.sandbox = sandbox;
            const PartnerForRules asking(partner);
            EXPECT_EQ(asking.view().id, partner.id.value.toString());
            EXPECT_EQ(asking.view().country, "DE");
            EXPECT_EQ(asking.view().kind, kind);
            EXPECT_EQ(asking.view().sandbox, sandbox);
        }
    }
}

TEST(AccountForRules, ShowsTheCountryOfTheBillingAddress) {
    Customer customer;
    customer.id = CustomerId{makeRandomUuid()};
    customer.registration_number = "HRB 1";
    customer.billing.default_address.country = "AT";
    const AccountForRules account(customer);
    EXPECT_EQ(account.view().customer_id, customer.id.value.toString());
    EXPECT_EQ(account.view().country, "AT");
    EXPECT_EQ(account.view().registration_number, "HRB 1");
}

TEST(CustomerPageRows, KeepTextsOfAnyLengthApart) {
    CustomerPage page;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < 500; ++i) {
        names.push_back(std::string(i, static_cast<char>('a' + i % 26)));
        page.add(CustomerId{}, names.back(), std::to_string(i), Relationship::Reseller);
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        EXPECT_EQ(page[i].company_name, names[i]);
        EXPECT_EQ(page[i].domain, std::to_string(i));
    }
    page.reverse();
    EXPECT_EQ(page[0].company_name, names.back());
    page.dropLast();
    EXPECT_EQ(page.size(), 499U);
    EXPECT_EQ(page[498].domain, "1");
}

TEST(CustomerPageRows, KeepNulsAndBytesThatAreNotUtf8) {
    CustomerPage page;
    const std::string_view name("a\0b", 3);
    page.add(CustomerId{}, name, "\xFF", Relationship::None);
    EXPECT_EQ(page[0].company_name, name);
    EXPECT_EQ(page[0].domain, "\xFF");
    page.clear();
    page.add(CustomerId{}, "", "", Relationship::Syndication);
    EXPECT_EQ(page[0].company_name, "");
    EXPECT_EQ(page[0].relationship, Relationship::Syndication);
}

}  // namespace
}  // namespace concordat::accounts
