#include <gtest/gtest.h>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/clouds/clouds.hpp"

namespace concordat::tests {

namespace {

using rules::AddressStatus;

/// Codes of a country as its post writes them, and others that no spelling makes one of it.
struct Row {
    std::string_view country;
    std::vector<std::string_view> right;
    std::vector<std::string_view> wrong;
};

const std::vector<Row>& table() {
    static const std::vector<Row> kRows = {
        {"AD", {"AD100", "AD500", "AD501", "AD700"}, {"AD800", "AD10", "100"}},
        {"AF", {"1001", "4399"}, {"101", "10011"}},
        {"AL", {"1001"}, {"101", "1001A"}},
        {"AM", {"0010", "0099", "375010"}, {"001", "00100", "385010"}},
        {"AR", {"1425", "C1425CLA", "B1636FDG"}, {"142", "I1425CLA", "C1425"}},
        {"AT", {"1010", "9992"}, {"101", "10101", "A-1010"}},
        {"AU", {"2000", "0800"}, {"200", "20000"}},
        {"AZ", {"AZ1000", "AZ 1000", "1000"}, {"100", "AZ100", "BZ1000"}},
        {"BA", {"71000"}, {"7100", "710001"}},
        {"BD", {"1000"}, {"100", "10001"}},
        {"BE", {"1000", "9992"}, {"100", "B-1000"}},
        {"BG", {"1000"}, {"100", "10001"}},
        {"BH", {"101", "1216"}, {"13", "1316", "0101"}},
        {"BM", {"HM 12", "HMEX"}, {"HM1", "HM123"}},
        {"BN", {"BB3713", "BB 3713"}, {"BB371", "3713"}},
        {"BR", {"01310-100", "01310100"}, {"1310-100", "01310-1000"}},
        {"BY", {"220030"}, {"22003", "2200301"}},
        {"CA", {"K1A 0B1", "K1A0B1", "V6C 1B4"}, {"D1A 0B1", "K1A 0O1", "K1A", "98052"}},
        {"CH", {"8001"}, {"800", "80011", "CH-8001"}},
        {"CL", {"832-0000", "8320000"}, {"832-000", "83200000"}},
        {"CO", {"110111"}, {"11011"}},
        {"CR", {"10101"}, {"1010", "101011"}},
        {"CV", {"7600"}, {"760"}},
        {"CY", {"1010"}, {"101", "10101"}},
        {"CZ", {"110 00", "11000"}, {"1100", "110001"}},
        {"DE", {"10115", "01067"}, {"1011", "101150", "D-10115", "1O115"}},
        {"DK", {"1050"}, {"105", "DK-1050"}},
        {"DO", {"10101"}, {"1010"}},
        {"DZ", {"16000"}, {"1600"}},
        {"EC", {"170150"}, {"17015", "1701501"}},
        {"EE", {"10111"}, {"1011"}},
        {"EG", {"11511"}, {"1151"}},
        {"ES", {"28001", "08001"}, {"2800", "280011"}},
        {"ET", {"1000"}, {"100"}},
        {"FI", {"00100"}, {"0010", "FI-00100"}},
        {"FO", {"100"}, {"10", "1000"}},
        {"FR", {"75001", "01000"}, {"7500", "F-75001", "2A004"}},
        {"GB",
         {"SW1A 1AA", "M1 1AE", "B33 8TH", "CR2 6XH", "DN55 1PT", "W1A 0AX", "GIR 0AA", "EC1A1BB"},
         {"SW1A 1A", "Q1 1AA", "SW1A 1CC", "98052"}},
        {"GE", {"0100"}, {"010"}},
        {"GF", {"97300"}, {"97200", "9730"}},
        {"GL", {"3900"}, {"3800", "390"}},
        {"GP", {"97100"}, {"97200", "9710"}},
        {"GR", {"104 31", "10431"}, {"104 3", "104311"}},
        {"GT", {"01001"}, {"0100"}},
        {"HN", {"11101"}, {"1110"}},
        {"HR", {"10000"}, {"1000"}},
        {"HU", {"1051"}, {"105", "H-1051"}},
        {"ID", {"10110"}, {"1011"}},
        {"IE", {"D02 X285", "D02X285", "D6W XY00"}, {"B02 X285", "D02 X28", "D02"}},
        {"IL", {"91999", "9199900"}, {"9199", "919990"}},
        {"IM", {"IM1 1AA"}, {"GY1 1AA", "IM1"}},
        {"IN", {"110001", "110 001"}, {"010001", "11001"}},
        {"IQ", {"10001"}, {"1000"}},
        {"IS", {"101"}, {"10", "1011"}},
        {"IT", {"00118"}, {"0011", "I-00118"}},
        {"JE", {"JE2 3AB"}, {"GY2 3AB", "JE2"}},
        {"JO", {"11110"}, {"1111"}},
        {"JP", {"100-0001", "1000001"}, {"100-001", "100-00011"}},
        {"KE", {"00100"}, {"0010"}},
        {"KG", {"720000"}, {"72000"}},
        {"KH", {"12000", "120101"}, {"1200", "1201011"}},
        {"KR", {"04524"}, {"0452", "045240"}},
        {"KW", {"13001"}, {"1300"}},
        {"KZ", {"010000"}, {"01000"}},
        {"LA", {"01000"}, {"0100"}},
        {"LB", {"1100", "1107 2180"}, {"110", "1107 218"}},
        {"LI", {"9490", "9485", "9498"}, {"9484", "9499", "948"}},
        {"LK", {"00100"}, {"0010"}},
        {"LT", {"LT-01100", "01100"}, {"LT-0110", "0110"}},
        {"LU", {"1009"}, {"100", "L-1009"}},
        {"LV", {"LV-1050", "1050"}, {"105", "LV-105", "LV-10500"}},
        {"MA", {"10000"}, {"1000"}},
        {"MC", {"98000"}, {"97900", "9800"}},
        {"MD", {"2001"}, {"200", "MD-2001"}},
        {"ME", {"81000"}, {"8100"}},
        {"MF", {"97150"}, {"97250"}},
        {"MG", {"101"}, {"10"}},
        {"MH", {"96960", "96970-1234"}, {"96950", "96960-12"}},
        {"MK", {"1000"}, {"100"}},
        {"MM", {"11181"}, {"1118"}},
        {"MN", {"211213", "65030"}, {"2112", "2112131"}},
        {"MQ", {"97200"}, {"97300"}},
        {"MT", {"VLT 1117", "VLT1117"}, {"1117", "VLT 111"}},
        {"MU", {"11302"}, {"1130"}},
        {"MV", {"20026"}, {"2002"}},
        {"MX", {"06000"}, {"0600", "060000"}},
        {"MY", {"50000"}, {"5000"}},
        {"MZ", {"1100"}, {"110"}},
        {"NC", {"98800"}, {"98700"}},
        {"NG", {"900001"}, {"90000"}},
        {"NI", {"11001"}, {"1100"}},
        {"NL", {"1012 JS", "1012JS"}, {"0012 JS", "1012 J", "1012"}},
        {"NO", {"0150"}, {"015", "N-0150"}},
        {"NP", {"44600"}, {"4460"}},
        {"NZ", {"6011"}, {"601"}},
        {"OM", {"112", "PC 133"}, {"11"}},
        {"PE", {"15001"}, {"1500"}},
        {"PF", {"98713"}, {"98813"}},
        {"PG", {"111"}, {"11"}},
        {"PH", {"1000"}, {"100"}},
        {"PK", {"44000"}, {"4400"}},
        {"PL", {"00-001"}, {"00001A", "00-01", "000-001"}},
        {"PR", {"00901", "00602-1234"}, {"00801", "00901-12"}},
        {"PT", {"1000-001"}, {"1000-01", "1000"}},
        {"PY", {"1209", "001001"}, {"120", "1209001"}},
        {"RE", {"97400"}, {"97300"}},
        {"RO", {"010011"}, {"01001", "0100111"}},
        {"RS", {"11000", "104102"}, {"1100", "1041021"}},
        {"RU", {"101000"}, {"10100", "1010001"}},
        {"SA", {"11564", "12643-2121"}, {"1156", "12643-212"}},
        {"SE", {"111 20", "11120"}, {"111 2", "S-11120"}},
        {"SG", {"018956"}, {"01895"}},
        {"SI", {"1000"}, {"100", "SI-1000"}},
        {"SK", {"811 01", "81101"}, {"811 0", "811011"}},
        {"SM", {"47890"}, {"47900", "4789"}},
        {"SN", {"10200"}, {"1020"}},
        {"SV", {"1101", "CP 1101"}, {"110", "PC 1101"}},
        {"TH", {"10200"}, {"1020"}},
        {"TJ", {"734000"}, {"73400"}},
        {"TM", {"744000"}, {"74400"}},
        {"TN", {"1000"}, {"100"}},
        {"TR", {"06100"}, {"0610"}},
        {"TT", {"120110"}, {"12011"}},
        {"TW", {"100", "10048", "106-409"}, {"10", "100481A"}},
        {"UA", {"01001"}, {"0100"}},
        {"US", {"98052", "98052-6399"}, {"9805", "98052-639", "9805A", "K1A 0B1"}},
        {"UY", {"11000"}, {"1100"}},
        {"UZ", {"100000"}, {"10000"}},
        {"VA", {"00120"}, {"00121"}},
        {"VE", {"1010", "1010-A"}, {"101", "1010-AB"}},
        {"VI", {"00801", "00802-1234"}, {"00901", "00801-1"}},
        {"VN", {"100000", "11106"}, {"1000", "1000000"}},
        {"YT", {"97600"}, {"97500"}},
        {"ZA", {"0001"}, {"001"}},
        {"ZM", {"10101"}, {"1010"}},
    };
    return kRows;
}

class PostalCodes : public testing::Test {
protected:
    [[nodiscard]] rules::AddressVerdict verdictOn(std::string_view country,
                                                  std::string_view code) const {
        const auto* facts = cloud().facts().country(country);
        if (facts == nullptr) {
            ADD_FAILURE() << country << " is not sold to";
            return {};
        }
        const auto state = facts->states_enforced ? std::string_view(facts->states.front()) : "";
        return cloud().validateAddress({.country = country,
                                        .city = "City",
                                        .state = state,
                                        .address_line1 = "Street 1",
                                        .postal_code = code});
    }

    static const rules::Cloud& cloud() { return sharedCloud("global").cloud(); }
};

}  // namespace

TEST_F(PostalCodes, OfEveryCountryAreTakenAsItsPostWritesThem) {
    for (const auto& row : table()) {
        for (const auto code : row.right) {
            const auto verdict = verdictOn(row.country, code);
            EXPECT_EQ(verdict.status, AddressStatus::VerifiedShippable)
                << row.country << ' ' << code;
            EXPECT_TRUE(verdict.problem.allowed()) << row.country << ' ' << code;
        }
    }
}

TEST_F(PostalCodes, OfEveryCountryAreRefusedInAnotherForm) {
    for (const auto& row : table()) {
        for (const auto code : row.wrong) {
            const auto verdict = verdictOn(row.country, code);
            EXPECT_EQ(verdict.status, AddressStatus::NotValidated) << row.country << ' ' << code;
            EXPECT_EQ(verdict.problem, rules::Decision::refuse("GL-POSTAL-1", "postalCode"))
                << row.country << ' ' << code;
            EXPECT_TRUE(verdict.suggestions.empty()) << row.country << ' ' << code;
        }
    }
}

TEST_F(PostalCodes, AreInTheTableForEveryCountryThatChecksThem) {
    std::set<std::string_view> tried;
    for (const auto& row : table()) {
        EXPECT_TRUE(tried.insert(row.country).second) << row.country;
        EXPECT_FALSE(row.right.empty() || row.wrong.empty()) << row.country;
    }
    for (const auto& country : cloud().facts().countries)
        EXPECT_EQ(tried.contains(country.iso2), !country.postal_code_regex.empty()) << country.iso2;
}

TEST_F(PostalCodes, AreSpeltForTheCallerWhenOnlySpacesHyphensAndCaseDiffer) {
    for (const auto& row : table()) {
        for (const auto code : row.right) {
            std::string sloppy = "  ";
            for (const char c : code)
                sloppy.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
            const auto verdict = verdictOn(row.country, sloppy + " ");
            EXPECT_EQ(verdict.status, AddressStatus::InteractionRequired)
                << row.country << ' ' << code;
            ASSERT_EQ(verdict.suggestions.size(), 1U) << row.country << ' ' << code;
            EXPECT_EQ(verdict.suggestions[0].postal_code, code) << row.country;
        }
    }
}

TEST_F(PostalCodes, OfHostileFormAreRefusedEverywhere) {
    const std::vector<std::string> hostile = {
        std::string(65, '1'), std::string(10'000, '1'), "\xFF", "９８０５２", ".*",
        "^\\d{5}$",           "'; DROP TABLE",          "-",    "\n",         std::string(1, '\0')};
    for (const auto& row : table()) {
        for (const auto& code : hostile) {
            const auto verdict = verdictOn(row.country, code);
            EXPECT_EQ(verdict.status, AddressStatus::NotValidated) << row.country << ' ' << code;
            EXPECT_FALSE(verdict.problem.allowed()) << row.country << ' ' << code;
        }
    }
}

TEST_F(PostalCodes, MayBeLeftOutWhereTheyAreNotRequired) {
    for (const auto& country : cloud().facts().countries) {
        const auto verdict = verdictOn(country.iso2, "");
        const auto expected = country.postal_code_required
                                  ? rules::Decision::refuse("GL-ADDRESS-1", "postalCode")
                                  : rules::Decision::allow();
        EXPECT_EQ(verdict.problem, expected) << country.iso2;
    }
}

TEST_F(PostalCodes, AreLeftAsTheyAreWhereNothingChecksThem) {
    for (const auto* country : {"JM", "HK", "AE", "AO"}) {
        const auto verdict = verdictOn(country, " whatever");
        ASSERT_EQ(verdict.suggestions.size(), 1U) << country;
        EXPECT_EQ(verdict.suggestions[0].postal_code, "whatever") << country;
        EXPECT_EQ(verdictOn(country, "whatever").status, AddressStatus::Verified) << country;
    }
}

TEST_F(PostalCodes, AreNotAskedForWhereAnAddressNeedsNone) {
    for (const auto* country : {"IE", "BG", "CY", "CL", "MT", "VN", "SA", "AE", "HK"})
        EXPECT_TRUE(verdictOn(country, "").problem.allowed()) << country;
    for (const auto* country : {"US", "CA", "MX", "DE", "FR", "GB", "JP", "NL", "SG"})
        EXPECT_FALSE(verdictOn(country, "").problem.allowed()) << country;
}

}  // namespace concordat::tests
