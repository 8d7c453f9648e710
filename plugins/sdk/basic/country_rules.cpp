#include <algorithm>

#include <concordat/basic_internal/country_rules.hpp>

namespace concordat::basic {

namespace {

char upperLetter(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

bool isLetterOrDigit(char c) {
    return (c >= '0' && c <= '9') || (upperLetter(c) >= 'A' && upperLetter(c) <= 'Z');
}

}  // namespace

CountryRules::CountryRules(const rules::CountryFacts& facts)
    : facts_(facts),
      postal_(compile(facts.postal_code_regex)),
      phone_(compile(facts.phone_number_regex)),
      registration_(compile(facts.registration_number_regex)) {}

std::optional<Expression> CountryRules::compile(const std::string& expression) {
    if (expression.empty()) return std::nullopt;
    return Expression(expression);
}

bool CountryRules::fits(const std::optional<Expression>& expression, std::string_view text) {
    return expression ? expression->fits(text) : text.size() <= Expression::kLongestChecked;
}

bool CountryRules::hasState(std::string_view state) const {
    return std::find(facts_.states.begin(), facts_.states.end(), state) != facts_.states.end();
}

std::string CountryRules::spellPostalCode(std::string_view code) const {
    if (!postal_) return std::string(trimmed(code));
    auto given = upper(trimmed(code));
    if (given.size() > Expression::kLongestChecked || postalCodeFits(given)) return given;
    // Writers differ in spaces and hyphens only: put one in each place and see what fits.
    std::string compact;
    // What people leave out or put in: blanks, hyphens, dots.
    std::copy_if(given.begin(), given.end(), std::back_inserter(compact), isLetterOrDigit);
    if (postalCodeFits(compact)) return compact;
    for (std::size_t place = 1; place < compact.size(); ++place) {
        for (const char between : {' ', '-'}) {
            auto candidate = compact;
            candidate.insert(place, 1, between);
            if (postalCodeFits(candidate)) return candidate;
        }
    }
    return given;
}

CountryTable::CountryTable(const std::vector<rules::CountryFacts>& countries) {
    for (const auto& country : countries) {
        const auto place = static_cast<std::size_t>(country.iso2[0] - 'A') * kLetters +
                           static_cast<std::size_t>(country.iso2[1] - 'A');
        places_.at(place) = std::make_unique<const CountryRules>(country);
    }
}

const CountryRules* CountryTable::find(std::string_view code) const {
    if (code.size() != 2) return nullptr;
    const char first = upperLetter(code[0]);
    const char second = upperLetter(code[1]);
    if (first < 'A' || first > 'Z' || second < 'A' || second > 'Z') return nullptr;
    return places_[static_cast<std::size_t>(first - 'A') * kLetters +
                   static_cast<std::size_t>(second - 'A')]
        .get();
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

std::string upper(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), upperLetter);
    return out;
}

std::string lower(std::string_view text) {
    std::string small(text);
    for (auto& c : small)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return small;
}

bool equalButCase(std::string_view one, std::string_view other) {
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [](char a, char b) { return upperLetter(a) == upperLetter(b); });
}

std::size_t characters(std::string_view text) {
    constexpr unsigned kContinuation = 0x80;
    constexpr unsigned kMask = 0xC0;
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & kMask) != kContinuation;
    }));
}

}  // namespace concordat::basic
