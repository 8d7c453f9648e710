#include "tools/partner_client/customer_rows.hpp"

#include <gtest/gtest.h>
#include <sstream>
#include <stdexcept>

namespace concordat::client {
namespace {

const std::string kHead =
    "Company name,Primary domain name,First name,Last name,Email,Culture,Language,Country,Address "
    "line 1\n";

template <typename Read>
std::optional<ReadRow> firstOf(Read read, const std::string& text) {
    std::istringstream in(text);
    return read(in)->next();
}

std::optional<ReadRow> csv(const std::string& text) {
    return firstOf(readCsvRows, text);
}

std::string faultOf(const std::optional<ReadRow>& row) {
    if (!row || !std::holds_alternative<RowFault>(*row)) return "no fault";
    const auto& fault = std::get<RowFault>(*row);
    return std::to_string(fault.line) + " " + fault.field + ": " + fault.reason;
}

TEST(CustomerRows, MakeTheBodyOfACreate) {
    const auto row = csv(kHead + "Adatum,ADATUM.example,Ada,Tum,a@b.example,en-US,en,US,1 Main\n");
    ASSERT_TRUE(row && std::holds_alternative<CustomerRow>(*row));
    const auto& customer = std::get<CustomerRow>(*row);
    EXPECT_EQ(customer.line, 2U);
    EXPECT_EQ(customer.company_name, "Adatum");
    EXPECT_EQ(customer.domain, "adatum.example");
    EXPECT_EQ(
        customer.body,
        R"({"companyProfile":{"domain":"ADATUM.example"},"billingProfile":{"companyName":)"
        R"("Adatum","email":"a@b.example","culture":"en-US","language":"en","firstName":"Ada",)"
        R"("lastName":"Tum","defaultAddress":{"country":"US","addressLine1":"1 Main",)"
        R"("firstName":"Ada","lastName":"Tum"}}})");
}

TEST(CustomerRows, TakeColumnsInAnyOrderAndSpelling) {
    const auto row = csv(
        "relationship,EMAIL,address_line_1,country,language,culture,lastname,First Name,primary "
        "domain name,company-name\nreseller,a@b.example,1 Main,US,en,en-US,Tum,Ada,x.example,X\n");
    ASSERT_TRUE(row && std::holds_alternative<CustomerRow>(*row));
    EXPECT_EQ(std::get<CustomerRow>(*row).company_name, "X");
}

TEST(CustomerRows, TakeBackWhatAnExportWrote) {
    const auto row =
        csv(kHead + "\"'=A, Inc\",x.example,'-Ada,Tum,a@b.example,en-US,en,US,\"1 Main\"\n");
    ASSERT_TRUE(row && std::holds_alternative<CustomerRow>(*row));
    EXPECT_EQ(std::get<CustomerRow>(*row).company_name, "=A, Inc");
    const auto other = csv(kHead + "'＝A,x.example,'Ada,Tum,a@b.example,en-US,en,US,1 Main\n");
    ASSERT_TRUE(other && std::holds_alternative<CustomerRow>(*other));
    EXPECT_EQ(std::get<CustomerRow>(*other).company_name, "＝A");
    EXPECT_NE(std::get<CustomerRow>(*other).body.find(R"("firstName":"'Ada")"), std::string::npos);
}

TEST(CustomerRows, RefuseColumnsThatDoNotFit) {
    for (const auto* head :
         {"Company name,Colour\n", "Company name\n", "", "Company name,company_name\n"})
        EXPECT_THROW((void)csv(head), std::runtime_error) << head;
}

TEST(CustomerRows, SayHowASpreadsheetHasSavedAFileOtherwise) {
    const auto refusalOf = [](const std::string& text) {
        try {
            (void)csv(text);
            return std::string("taken");
        } catch (const std::runtime_error& error) {
            return std::string(error.what());
        }
    };
    EXPECT_EQ(refusalOf("Company name;Email\nA, Inc;a@b\n"),
              "the file has semicolons between its cells: save it with commas");
    EXPECT_EQ(refusalOf(std::string("\xFF\xFE\x43\x00", 4)),
              "the file is not UTF-8: save the file as \"CSV UTF-8\"");
    EXPECT_EQ(refusalOf("Colour;name,Email\n").find("the column 'Colour;name' is not known"), 0U);
}

TEST(CustomerRows, SayWhatIsWrongWithARow) {
    EXPECT_EQ(faultOf(csv(kHead + "\n\nAdatum,x\n")), "4 : has 2 cells instead of 9");
    EXPECT_EQ(faultOf(csv(kHead + "Adatum,x.example,Ada,Tum,,en-US,en,US,1 Main\n")),
              "2 Email: is empty");
    EXPECT_EQ(faultOf(csv(kHead + "\xFF,x.example,Ada,Tum,a@b,en-US,en,US,1 Main\n")),
              "2 Company name: is not UTF-8 text");
    EXPECT_EQ(faultOf(csv(kHead + "\"open,x.example,Ada,Tum,a@b,en-US,en,US,1 Main\n")),
              "2 : has a quote that does not match");
}

TEST(CustomerRows, ReadJsonLines) {
    std::istringstream in(
        "\n{\"CompanyProfile\":{\"Domain\":\"A.example\"},\"billingProfile\":{\"companyName\":"
        "\"A\"}}"
        "\r\nnonsense\n[]\n{\"companyProfile\":{}}\n");
    const auto rows = readJsonRows(in);
    const auto first = rows->next();
    ASSERT_TRUE(first && std::holds_alternative<CustomerRow>(*first));
    EXPECT_EQ(std::get<CustomerRow>(*first).line, 2U);
    EXPECT_EQ(std::get<CustomerRow>(*first).domain, "a.example");
    EXPECT_EQ(std::get<CustomerRow>(*first).company_name, "A");
    EXPECT_EQ(faultOf(rows->next()), "3 : is no JSON object");
    EXPECT_EQ(faultOf(rows->next()), "4 : is no JSON object");
    EXPECT_EQ(faultOf(rows->next()), "5 companyProfile.domain: is missing");
    EXPECT_FALSE(rows->next());
}

}  // namespace
}  // namespace concordat::client
