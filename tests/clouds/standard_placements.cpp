#include "tests/clouds/cloud_case.hpp"

namespace concordat::tests {

namespace {

const std::string kAddress = "billingProfile.defaultAddress.";
const std::string kDomain = "companyProfile.domain";

/// `count` times a letter that takes two bytes.
std::string umlauts(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += "ü";
    return text;
}

/// Collects rows that differ from the good placement in one member.
class Rows {
public:
    explicit Rows(const CloudCase& cloud) : cloud_(cloud) {}

    void accept(const std::string& member, const std::string& value) { add(member, value, "", ""); }

    /// `rule` without the cloud's prefix, for the member that was changed or another one.
    void refuse(const std::string& member, const std::string& value, const std::string& rule,
                const std::string& blamed = "") {
        add(member, value, cloud_.rule_prefix + "-" + rule, blamed.empty() ? member : blamed);
    }

    std::vector<PlacementRow> take() { return std::move(rows_); }

private:
    void add(const std::string& member, const std::string& value, const std::string& rule,
             const std::string& blamed) {
        PlacementRow row{member + " '" + value + "'", cloud_.good, rule, blamed};
        row.placement.set(member, value);
        rows_.push_back(std::move(row));
    }

    const CloudCase& cloud_;
    std::vector<PlacementRow> rows_;
};

void addPlaceRows(Rows& rows) {
    for (const auto* partner : {"", "ZZ"})
        rows.refuse("partner.country", partner, "TERRITORY-1", kAddress + "country");
    for (const auto* country : {"", "ZZ", "Z", "ÄÖ", "USA", "United States"})
        rows.refuse(kAddress + "country", country, "MARKET-1");
    rows.refuse("billingProfile.culture", "xx-XX", "CULTURE-1");
    rows.refuse("billingProfile.language", "xx", "LANGUAGE-1");
    rows.accept("billingProfile.culture", "");
    rows.accept("billingProfile.language", "");
    rows.accept("billingProfile.culture", "EN-us");
    rows.accept("billingProfile.language", "EN");
}

void addAddressRows(Rows& rows) {
    for (const auto* blank : {"", " "}) {
        rows.refuse(kAddress + "addressLine1", blank, "ADDRESS-1");
        rows.refuse(kAddress + "city", blank, "ADDRESS-1");
        rows.refuse(kAddress + "postalCode", blank, "ADDRESS-1");
        for (const auto* optional : {"addressLine2", "region", "phoneNumber", "firstName"})
            rows.accept(kAddress + optional, blank);
    }
    for (const auto* line : {"addressLine1", "addressLine2"}) {
        rows.accept(kAddress + line, umlauts(200));
        rows.refuse(kAddress + line, umlauts(201), "ADDRESS-2");
    }
    for (const auto* name : {"firstName", "lastName"}) {
        rows.accept(kAddress + name, umlauts(50));
        rows.accept(kAddress + name, "Zoë-Łucja O’Neill 山田");
        rows.refuse(kAddress + name, umlauts(51), "ADDRESS-2");
    }
    rows.accept(kAddress + "city", "Άγιος Νικόλαος");
    rows.refuse(kAddress + "city", umlauts(101), "ADDRESS-2");
    for (const auto* code : {"1234x", "１２３４５", "12345\xC2\xA0", "' or 1=1"})
        rows.refuse(kAddress + "postalCode", code, "POSTAL-1");
    rows.refuse(kAddress + "postalCode", std::string(21, '1'), "ADDRESS-2");
}

void addUnitedStatesRows(Rows& rows) {
    for (const auto* state : {"XX", "wa", "Washington", "PR"})
        rows.refuse(kAddress + "state", state, "STATE-1");
    rows.refuse(kAddress + "state", "", "ADDRESS-1");
    rows.accept(kAddress + "state", "DC");
    rows.accept(kAddress + "country", "us");
    rows.accept(kAddress + "postalCode", "98052-6399");
    for (const auto* code : {"980526399", "9805", " 98052", "98052 "})
        rows.refuse(kAddress + "postalCode", code, "POSTAL-1");
    for (const auto* number : {"(425) 555-0101", "+1 425 555 0101", "425.555.0101 x12"})
        rows.accept(kAddress + "phoneNumber", number);
    for (const auto* number : {"5550101", "+49 30 5550101", "425-555-010A", "４２５5550101"})
        rows.refuse(kAddress + "phoneNumber", number, "PHONE-1");
}

/// The good customer's domain is one label before the cloud's suffix.
void addDomainRows(Rows& rows, const CloudCase& cloud) {
    const auto good = cloud.good.value(kDomain);
    const std::string suffix(good.substr(good.find('.')));
    for (const auto& label : {std::string("a-1"), std::string("1"), std::string(63, 'a')})
        rows.accept(kDomain, label + suffix);
    for (const auto& label :
         {std::string(64, 'a'), std::string(), std::string("a.b"), std::string("-a"),
          std::string("a-"), std::string("a_b"), std::string("ä"), std::string("a b")})
        rows.refuse(kDomain, label + suffix, "DOMAIN-2");
    for (const auto& domain : {suffix.substr(1), "not" + suffix.substr(1), "a" + suffix + ".",
                               std::string("a.example"), std::string()})
        rows.refuse(kDomain, domain, "DOMAIN-1");
}

}  // namespace

std::vector<PlacementRow> standardPlacements(const CloudCase& cloud) {
    Rows rows(cloud);
    addPlaceRows(rows);
    addAddressRows(rows);
    addDomainRows(rows, cloud);
    if (cloud.good.value(kAddress + "country") == "US") addUnitedStatesRows(rows);
    return rows.take();
}

}  // namespace concordat::tests
