#include "plugins/conformance/questions.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <regex>

namespace concordat::conformance {

/// All that a rule may be asked about, together.
struct Questions::Situation {
    rules::PartnerView partner;
    rules::CustomerDraftView draft;
    rules::AccountView account;
    rules::SinkView sink;
    rules::Instant now;
};

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

}  // namespace

Questions::Questions(const rules::CloudFacts& facts) {
    addPartners(facts);
    for (const auto& country : facts.countries) addCountry(facts, country);
    addHostile(facts.countries.empty() ? goodOne(facts, {})
                                       : goodOne(facts, facts.countries.front()));
}

std::string_view Questions::keep(std::string text) {
    return texts_.emplace_back(std::move(text));
}

Questions::Situation Questions::goodOne(const rules::CloudFacts& facts,
                                        const rules::CountryFacts& country) {
    const auto& partners = facts.partner_countries;
    const bool own = std::find(partners.begin(), partners.end(), country.iso2) != partners.end();
    Situation good{};
    good.partner = {.id = kPartnerId,
                    .country = keep(own || partners.empty() ? country.iso2 : partners.front())};
    good.draft = {
        .domain = keep("conformance." + facts.domain_suffix),
        .company_name = "Adatum",
        .registration_number =
            keep(country.registration_number_required ? country.registration_number_sample : "")};
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

void Questions::ask(std::vector<Question>& list, const std::string& name, const Situation& about) {
    list.push_back({"mayAddCustomer, " + name, false, [about](const rules::Cloud& cloud) {
                        return Answer{cloud.mayAddCustomer(about.partner, about.draft, about.now)};
                    }});
    list.push_back({"mayChangeBilling, " + name, false, [about](const rules::Cloud& cloud) {
                        return Answer{cloud.mayChangeBilling(about.partner, about.account,
                                                             about.draft.billing, about.now)};
                    }});
    list.push_back({"validateAddress, " + name, true, [about](const rules::Cloud& cloud) {
                        return validate(cloud, about.draft.billing.default_address);
                    }});
    list.push_back({"mayRemoveRelationship, " + name, false, [about](const rules::Cloud& cloud) {
                        return Answer{
                            cloud.mayRemoveRelationship(about.partner, about.account, about.now)};
                    }});
    list.push_back({"mayUse, " + name, false, [about](const rules::Cloud& cloud) {
                        return Answer{cloud.mayUse(about.sink)};
                    }});
    list.push_back({"mayEnrol, " + name, false, [about](const rules::Cloud& cloud) {
                        return Answer{cloud.mayEnrol(about.partner)};
                    }});
}

void Questions::addCountry(const rules::CloudFacts& facts, const rules::CountryFacts& country) {
    const auto good = goodOne(facts, country);
    const std::string who = "a customer in " + country.iso2;
    ask(examples_, who, good);
    const auto with = [&](const char* mistake, auto&& change) {
        auto other = good;
        change(other);
        ask(examples_, who + mistake, other);
    };
    with(" of a public body", [](Situation& it) { it.draft.public_body = "state"; });
    with(" without a postal code",
         [](Situation& it) { it.draft.billing.default_address.postal_code = {}; });
    with(" with a postal code of no country",
         [](Situation& it) { it.draft.billing.default_address.postal_code = "not one"; });
    with(" with a state of no country",
         [](Situation& it) { it.draft.billing.default_address.state = "Nowhere"; });
    with(" with a registration number of no form", [](Situation& it) {
        it.draft.registration_number = "?";
        it.account.registration_number = "?";
    });
    with(" with a language of no country", [](Situation& it) { it.draft.billing.language = "xx"; });
    with(" with a culture of no country",
         [](Situation& it) { it.draft.billing.culture = "xx-XX"; });
    with(" with a domain elsewhere",
         [](Situation& it) { it.draft.domain = "conformance.elsewhere.example"; });
    const auto nested = keep("inner.conformance." + facts.domain_suffix);
    with(" with a domain of two labels", [&](Situation& it) { it.draft.domain = nested; });
    with(" with a city of 500 letters", [](Situation& it) {
        static const std::string city(500, 'c');
        it.draft.billing.default_address.city = city;
    });
    with(" of a partner in another part of the world",
         [&](Situation& it) { it.partner.country = country.iso2 == "BR" ? "JP" : "BR"; });
}

void Questions::addPartners(const rules::CloudFacts& facts) {
    rules::CountryFacts nowhere;
    nowhere.iso2 = "ZZ";
    auto outside = goodOne(facts, nowhere);
    outside.sink.location = "elsewhere";
    ask(examples_, "a customer in a country that does not exist", outside);
    outside.partner.country = "ZZ";
    ask(examples_, "a partner in a country that does not exist", outside);
    for (const auto& country : facts.partner_countries)
        for (const auto kind :
             {rules::PartnerKind::DirectReseller, rules::PartnerKind::IndirectProvider,
              rules::PartnerKind::IndirectReseller}) {
            const rules::PartnerView partner{
                .id = kPartnerId, .country = keep(country), .kind = kind};
            examples_.push_back({"mayEnrol, a partner in " + country + " of kind " +
                                     std::to_string(static_cast<int>(kind)),
                                 false, [partner](const rules::Cloud& cloud) {
                                     return Answer{cloud.mayEnrol(partner)};
                                 }});
        }
}

void Questions::addHostile(const Situation& good) {
    ask(hostile_, "where nothing is given", {});
    const std::array<std::pair<const char*, std::string_view>, 5> texts{
        {{"empty", {}},
         {"very long", keep(std::string(kVeryLong, 'x'))},
         {"no UTF-8", keep("\xff\xfe\xc0\xaf\xed\xa0\x80")},
         {"a zero in the middle", keep(std::string("DE\0DE", 5))},
         {"very long and no UTF-8", keep(std::string(kVeryLong, '\xff'))}}};
    Situation about = good;
    const std::array<std::pair<const char*, std::string_view*>, 22> members{
        {{"the partner's id", &about.partner.id},
         {"the partner's country", &about.partner.country},
         {"the domain", &about.draft.domain},
         {"the company's name", &about.draft.company_name},
         {"the registration number", &about.draft.registration_number},
         {"the public body", &about.draft.public_body},
         {"the e-mail address", &about.draft.billing.email},
         {"the culture", &about.draft.billing.culture},
         {"the language", &about.draft.billing.language},
         {"the address's country", &about.draft.billing.default_address.country},
         {"the region", &about.draft.billing.default_address.region},
         {"the city", &about.draft.billing.default_address.city},
         {"the state", &about.draft.billing.default_address.state},
         {"the first line", &about.draft.billing.default_address.address_line1},
         {"the second line", &about.draft.billing.default_address.address_line2},
         {"the postal code", &about.draft.billing.default_address.postal_code},
         {"the telephone number", &about.draft.billing.default_address.phone_number},
         {"the account's country", &about.account.country},
         {"the account's registration number", &about.account.registration_number},
         {"the sink's kind", &about.sink.kind},
         {"the sink's backend", &about.sink.backend},
         {"the sink's location", &about.sink.location}}};
    for (const auto& [member, place] : members)
        for (const auto& [text, value] : texts) {
            const auto before = std::exchange(*place, value);
            ask(hostile_, std::string("where ") + member + " is " + text, about);
            *place = before;
        }
    for (const auto microseconds : {std::int64_t{0}, std::numeric_limits<std::int64_t>::max(),
                                    std::numeric_limits<std::int64_t>::min()}) {
        about.now = rules::Instant(std::chrono::microseconds(microseconds));
        ask(hostile_, "at the microsecond " + std::to_string(microseconds), about);
    }
}

}  // namespace concordat::conformance
