#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <concordat/basic_internal/expression.hpp>
#include <concordat/rules/facts.hpp>

namespace concordat::basic {

/// One country's facts with its expressions compiled.
class CountryRules {
public:
    explicit CountryRules(const rules::CountryFacts& facts);

    [[nodiscard]] const rules::CountryFacts& facts() const { return facts_; }
    [[nodiscard]] bool postalCodeFits(std::string_view code) const { return fits(postal_, code); }
    [[nodiscard]] bool phoneNumberFits(std::string_view number) const {
        return fits(phone_, number);
    }
    [[nodiscard]] bool registrationNumberFits(std::string_view number) const {
        return fits(registration_, number);
    }
    [[nodiscard]] bool checksPostalCode() const { return postal_.has_value(); }
    [[nodiscard]] bool hasState(std::string_view state) const;

    /// The spelling of `code` that fits: capital letters, and a space or hyphen where the country
    /// has one; what was given when none fits.
    [[nodiscard]] std::string spellPostalCode(std::string_view code) const;

private:
    static std::optional<Expression> compile(const std::string& expression);
    static bool fits(const std::optional<Expression>& expression, std::string_view text);

    const rules::CountryFacts& facts_;  // of the cloud's facts, which live longer
    std::optional<Expression> postal_;
    std::optional<Expression> phone_;
    std::optional<Expression> registration_;
};

/// The countries of a cloud, found by their code in any case without searching.
class CountryTable {
public:
    explicit CountryTable(const std::vector<rules::CountryFacts>& countries);

    /// Null when customers may not be in that country.
    [[nodiscard]] const CountryRules* find(std::string_view code) const;

private:
    static constexpr std::size_t kLetters = 26;

    std::array<std::unique_ptr<const CountryRules>, kLetters * kLetters> places_;
};

/// `text` without spaces at its ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);
/// `text` with the letters A to Z in capitals.
[[nodiscard]] std::string upper(std::string_view text);
/// Whether two texts differ at most in the case of the letters A to Z.
[[nodiscard]] bool equalButCase(std::string_view one, std::string_view other);
/// How many characters UTF-8 text has.
[[nodiscard]] std::size_t characters(std::string_view text);

}  // namespace concordat::basic
