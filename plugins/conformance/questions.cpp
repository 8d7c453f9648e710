#include "plugins/conformance/questions.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <regex>

namespace concordat::conformance {

namespace {

/// Shapes of postal codes: the first that a country's expression accepts is its good one.
constexpr std::array kPostalCodes{
    "12345",   "1234",     "10115",    "123456",  "1234567",  "123",      "123 45",    "00-001",
    "98052",   "K1A 0B1",  "SW1A 1AA", "1234 AB", "1234AB",   "123-4567", "12345-678", "12345-0001",
    "AD100",   "LV-1010",  "1010-001", "C1425",   "1-2345",   "123 4567", "IM1 1AA",   "JE2 3AB",
    "GY1 1AA", "BM HM 12", "HM 12",    "110001",  "100-0001", "LT-01100", "MD-2001",   "L-1111"};

constexpr std::string_view kPartnerId = "11111111-1111-4111-8111-111111111111";
constexpr std::string_view kCustomerId = "22222222-2222-4222-8222-222222222222";
constexpr rules::Instant kNow{std::chrono::sys_days(std::chrono::year(2018) / 9 / 1)};
/// Good where the cloud asks for a public body but lists no kinds.
constexpr auto kPublicBody = "state";
constexpr std::size_t kVeryLong = 100'000;

std::string postalCodeOf(const rules::CountryFacts& country) {
    if (country.postal_code_regex.empty()) return country.postal_code_required ? "12345" : "";
    try {
        const std::regex expression(country.postal_code_regex);
        for (const auto* code : kPostalCodes)
            if (std::regex_match(code, expression)) return code;
    } catch (const std::regex_error&) {
        // What a plugin keeps as an expression is its own affair; the example is only worse.
    }
    return "12345";
}

/// The members of a suggestion in one text, with a separator that none of them has.
std::string textOf(const rules::SuggestedAddress& address) {
    std::string text;
    for (const auto* member :
         {&address.country, &address.city, &address.state, &address.address_line1,
          &address.address_line2, &address.postal_code})
        text.append(*member).append(1, '\0');
    return text;
}

Answer validate(const rules::Cloud& cloud, const rules::AddressView& address) {
    const auto verdict = cloud.validateAddress(address);
    Answer answer{verdict.problem, verdict.status, {}};
    for (const auto& suggestion : verdict.suggestions)
        answer.suggestions.push_back(textOf(suggestion));
    return answer;
}

/// How one function of a cloud is asked about a situation.
struct Call {
    std::string_view name;
    Answer (*ask)(const rules::Cloud& cloud, const Situation& about);
};

constexpr std::array kCalls{
    Call{"mayAddCustomer",
         [](const rules::Cloud& cloud, const Situation& about) {
             return Answer{cloud.mayAddCustomer(about.partner, about.draft, about.now)};
         }},
    Call{"mayChangeBilling",
         [](const rules::Cloud& cloud, const Situation& about) {
             return Answer{cloud.mayChangeBilling(about.partner, about.account, about.draft.billing,
                                                  about.now)};
         }},
    Call{"validateAddress",
         [](const rules::Cloud& cloud, const Situation& about) {
             return validate(cloud, about.draft.billing.default_address);
         }},
    Call{"mayRemoveRelationship",
         [](const rules::Cloud& cloud, const Situation& about) {
             return Answer{cloud.mayRemoveRelationship(about.partner, about.account, about.now)};
         }},
    Call{"mayUse", [](const rules::Cloud& cloud,
                      const Situation& about) { return Answer{cloud.mayUse(about.sink)}; }},
    Call{"mayEnrol", [](const rules::Cloud& cloud,
                        const Situation& about) { return Answer{cloud.mayEnrol(about.partner)}; }},
};

std::string nameOf(const Call& call, const std::string& about) {
    return std::string(call.name) + ", " + about;
}

Question questionTo(const Call& call, const std::string& name, const std::string& good,
                    const Situation& about) {
    return {nameOf(call, name), nameOf(call, good), call.name == "validateAddress",
            [ask = call.ask, about](const rules::Cloud& cloud) { return ask(cloud, about); }};
}

}  // namespace

Questions::Questions(const rules::CloudFacts& facts, const std::vector<basic::Example>& examples) {
    addPartners(facts);
    addPublicBodies(facts);
    for (const auto& country : facts.countries) addCountry(facts, country);
    for (const auto& example : examples) addExample(facts, example);
    addHostile(facts.countries.empty() ? goodOne(facts, {})
                                       : goodOne(facts, facts.countries.front()));
}

std::string_view Questions::keep(std::string text) {
    return texts_.emplace_back(std::move(text));
}

Situation Questions::goodOne(const rules::CloudFacts& facts, const rules::CountryFacts& country) {
    const auto& partners = facts.partner_countries;
    const bool own = std::find(partners.begin(), partners.end(), country.iso2) != partners.end();
    Situation good{};
    good.partner = {.id = kPartnerId,
                    .country = keep(own || partners.empty() ? country.iso2 : partners.front())};
    good.draft = {
        .domain = keep("conformance." + facts.domain_suffix),
        .company_name = "Adatum",
        .registration_number =
            keep(country.registration_number_required ? country.registration_number_sample : ""),
        .public_body =
            keep(facts.public_bodies.empty() ? kPublicBody : facts.public_bodies.front())};
    auto& billing = good.draft.billing;
    billing = {.first_name = "Ada",
               .last_name = "Tum",
               .email = "ada@adatum.example",
               .culture = keep(country.default_culture),
               .language = keep(country.languages.empty() ? "" : country.languages.front()),
               .company_name = "Adatum"};
    billing.default_address = {.country = keep(country.iso2),
                               .city = "City",
                               .state = keep(country.states.empty() ? "" : country.states.front()),
                               .address_line1 = "Street 1",
                               .postal_code = keep(postalCodeOf(country)),
                               .first_name = "Ada",
                               .last_name = "Tum",
                               .phone_number = "4255550100"};
    good.account = {.customer_id = kCustomerId,
                    .country = keep(country.iso2),
                    .registration_number = good.draft.registration_number};
    good.sink = {.kind = "store",
                 .backend = "sqlite3",
                 .location = keep(facts.locations.empty() ? "" : facts.locations.front())};
    good.now = kNow;
    return good;
}

void Questions::ask(std::vector<Question>& list, const std::string& name, const std::string& good,
                    const Situation& about) {
    for (const auto& call : kCalls) list.push_back(questionTo(call, name, good, about));
}

void Questions::addCountry(const rules::CloudFacts& facts, const rules::CountryFacts& country) {
    const auto good = goodOne(facts, country);
    const std::string who = "a customer in " + country.iso2;
    ask(examples_, who, who, good);
    addMistakes(who, good);
    const auto with = [&](const char* mistake, auto&& change) {
        auto other = good;
        change(other);
        ask(examples_, who + mistake, who, other);
    };
    const auto nested = keep("inner.conformance." + facts.domain_suffix);
    with(" with a domain of two labels", [&](Situation& it) { it.draft.domain = nested; });
    with(" of a partner in another part of the world",
         [&](Situation& it) { it.partner.country = country.iso2 == "BR" ? "JP" : "BR"; });
    with(" of a partner in the sandbox", [](Situation& it) { it.partner.sandbox = true; });
}

void Questions::addMistakes(const std::string& who, const Situation& good) {
    struct Mistake {
        const char* what;
        const char* member;
        std::string_view value;
    };
    static const std::string city(500, 'c');
    static const std::array mistakes{
        Mistake{" of no public body", "companyProfile.publicBody", {}},
        Mistake{" without a first line", "billingProfile.defaultAddress.addressLine1", {}},
        Mistake{" without a city", "billingProfile.defaultAddress.city", {}},
        Mistake{" with a city of 500 letters", "billingProfile.defaultAddress.city", city},
        Mistake{" without a postal code", "billingProfile.defaultAddress.postalCode", {}},
        Mistake{" with a postal code of no country", "billingProfile.defaultAddress.postalCode",
                "not one"},
        Mistake{" with a state of no country", "billingProfile.defaultAddress.state", "Nowhere"},
        Mistake{" without a telephone number", "billingProfile.defaultAddress.phoneNumber", {}},
        Mistake{" with a telephone number of no form", "billingProfile.defaultAddress.phoneNumber",
                "not one"},
        Mistake{" with a language of no country", "billingProfile.language", "xx"},
        Mistake{" with a culture of no country", "billingProfile.culture", "xx-XX"},
        Mistake{" with a domain elsewhere", "companyProfile.domain",
                "conformance.elsewhere.example"}};
    const auto with = [&](const std::string& what, const char* member, std::string_view value) {
        auto other = good;
        setMember(other, member, value);
        // The number that the account has is asked about too, when its profile changes.
        other.account.registration_number = other.draft.registration_number;
        ask(examples_, who + what, who, other);
    };
    for (const auto& [what, member, value] : mistakes) with(what, member, value);
    constexpr auto number = "companyProfile.organizationRegistrationNumber";
    with(" without a registration number", number, {});
    with(" with a registration number of no form", number, "?");
}

void Questions::addPublicBodies(const rules::CloudFacts& facts) {
    if (facts.countries.empty()) return;
    const auto& country = facts.countries.front();
    const auto who = "a customer in " + country.iso2;
    for (const auto& kind : facts.public_bodies) {
        auto body = goodOne(facts, country);
        body.draft.public_body = keep(kind);
        ask(examples_, who + " that is a public body '" + kind + "'", who, body);
    }
    for (const auto* stands : {"not-asked", "in-review", "approved", "denied"}) {
        auto reviewed = goodOne(facts, country);
        reviewed.account.public_body = reviewed.draft.public_body;
        setMember(reviewed, "account.eligibility", stands);
        reviewed.account.eligibility_decided = reviewed.now;
        ask(examples_, who + " that is a public body by a review that is " + stands, who, reviewed);
    }
    auto other = goodOne(facts, country);
    other.draft.public_body = "none-that-is-listed";
    ask(examples_, who + " that is a public body of no listed kind", who, other);
}

void Questions::addPartners(const rules::CloudFacts& facts) {
    rules::CountryFacts nowhere;
    nowhere.iso2 = "ZZ";
    const auto who =
        "a customer in " + (facts.countries.empty() ? nowhere.iso2 : facts.countries.front().iso2);
    auto outside = goodOne(facts, nowhere);
    outside.sink.location = "elsewhere";
    ask(examples_, "a customer in a country that does not exist", who, outside);
    outside.partner.country = "ZZ";
    ask(examples_, "a partner in a country that does not exist", who, outside);
    for (const auto& country : facts.partner_countries) addEnrolments(country);
}

void Questions::addEnrolments(const std::string& country) {
    // Of every kind, where the cloud may care at which provider its contact is, a consumers' one
    // too.
    static constexpr std::array kKinds{"direct-reseller", "indirect-provider", "indirect-reseller"};
    static constexpr std::array kContacts{"", "ada@adatum.example", "ada@outlook.com",
                                          "ada@gmail.com"};
    for (const auto* kind : kKinds)
        for (const std::string contact : kContacts) {
            Situation about;
            about.partner = {.id = kPartnerId, .country = keep(country)};
            setMember(about, "partner.kind", kind);
            about.partner.contact_email = keep(contact);
            const auto who = "a partner in " + country + " of kind " + kind;
            examples_.push_back(
                questionTo(kCalls.back(), who + (contact.empty() ? "" : " with " + contact),
                           "a partner in " + country + " of kind " + kKinds.front(), about));
        }
}

void Questions::addExample(const rules::CloudFacts& facts, const basic::Example& example) {
    const auto* country = example.country.empty() && !facts.countries.empty()
                              ? &facts.countries.front()
                              : facts.country(example.country);
    try {
        if (country == nullptr)
            throw std::runtime_error("no customer may be in '" + example.country +
                                     "'; name a country of the cloud, and change the address");
        auto about = goodOne(facts, *country);
        for (const auto& name : example.without) setMember(about, name, {});
        for (const auto& [name, value] : example.members) setMember(about, name, keep(value));
        for (const auto& call : kCalls)
            if (call.name == example.asks)
                authors_.push_back({questionTo(call, "example '" + example.name + "'",
                                               "a customer in " + country->iso2, about),
                                    example.settings, example.refused});
    } catch (const std::runtime_error& error) {
        throw std::runtime_error("example '" + example.name + "' of cloud.yaml: " + error.what());
    }
}

void Questions::addHostile(const Situation& good) {
    constexpr auto kNothing = "where nothing is given";
    ask(hostile_, kNothing, kNothing, {});
    const std::array<std::pair<const char*, std::string_view>, 5> texts{
        {{"empty", {}},
         {"very long", keep(std::string(kVeryLong, 'x'))},
         {"no UTF-8", keep("\xff\xfe\xc0\xaf\xed\xa0\x80")},
         {"a zero in the middle", keep(std::string("DE\0DE", 5))},
         {"very long and no UTF-8", keep(std::string(kVeryLong, '\xff'))}}};
    Situation about = good;
    for (const auto& member : members())
        for (const auto& [text, value] : texts) {
            auto& place = member.of(about);
            const auto before = std::exchange(place, value);
            ask(hostile_, std::string("where ") + member.name + " is " + text, kNothing, about);
            place = before;
        }
    for (const auto microseconds : {std::int64_t{0}, std::numeric_limits<std::int64_t>::max(),
                                    std::numeric_limits<std::int64_t>::min()}) {
        about.now = rules::Instant(std::chrono::microseconds(microseconds));
        ask(hostile_, "at the microsecond " + std::to_string(microseconds), kNothing, about);
    }
}

}  // namespace concordat::conformance
