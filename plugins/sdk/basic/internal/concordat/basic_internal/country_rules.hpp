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

/// One country's facts with its expressions compiled, because compiling one costs more than all
/// rules of a request together. Immutable; matching a std::regex from several threads is safe.
class CountryRules {
public:
    /// Borrows `facts`. @throws std::regex_error for an expression that does not compile, which the
    /// reader of countries.yaml has ruled out.
    explicit CountryRules(const rules::CountryFacts& facts);

    /// The facts it was made from.
    [[nodiscard]] const rules::CountryFacts& facts() const { return facts_; }
    /// Whether `code` matches the country's expression as a whole and letter by letter: "10115 "
    /// does not. True where the country has no expression; always false above 64 bytes.
    [[nodiscard]] bool postalCodeFits(std::string_view code) const { return fits(postal_, code); }
    /// As postalCodeFits, for a telephone number.
    [[nodiscard]] bool phoneNumberFits(std::string_view number) const {
        return fits(phone_, number);
    }
    /// As postalCodeFits, for an organisation's registration number.
    [[nodiscard]] bool registrationNumberFits(std::string_view number) const {
        return fits(registration_, number);
    }
    /// Whether there is an expression for postal codes at all: without one a code that "fits" is
    /// only unchecked.
    [[nodiscard]] bool checksPostalCode() const { return postal_.has_value(); }
    /// Whether the country's list has `state`, letter by letter: codes of states are upper case.
    [[nodiscard]] bool hasState(std::string_view state) const;

    /// The spelling of `code` that fits: capital letters, no blanks at the ends, and a space or
    /// hyphen where the country has one. When none fits, or there is nothing to fit to, the code in
    /// capital letters without the blanks. Tries each place once: at most some 130 matches, and
    /// only for codes that do not fit as given.
    [[nodiscard]] std::string spellPostalCode(std::string_view code) const;

private:
    static std::optional<Expression> compile(const std::string& expression);
    static bool fits(const std::optional<Expression>& expression, std::string_view text);

    const rules::CountryFacts& facts_;  // of the cloud's facts, which live longer
    std::optional<Expression> postal_;
    std::optional<Expression> phone_;
    std::optional<Expression> registration_;
};

/// The countries of a cloud, found by their code in any case without searching: a table of 26 times
/// 26 places. Immutable.
class CountryTable {
public:
    /// Borrows `countries`, whose codes are two capital letters each; the reader of countries.yaml
    /// has checked it.
    explicit CountryTable(const std::vector<rules::CountryFacts>& countries);

    /// Null when customers may not be in that country, or `code` is no two letters. Does not trim.
    [[nodiscard]] const CountryRules* find(std::string_view code) const;

private:
    static constexpr std::size_t kLetters = 26;

    std::array<std::unique_ptr<const CountryRules>, kLetters * kLetters> places_;
};

/// `text` without spaces at its ends; other blanks stay.
[[nodiscard]] std::string_view trimmed(std::string_view text);
/// `text` with the letters A to Z in capitals; letters beyond ASCII stay as they are.
[[nodiscard]] std::string upper(std::string_view text);
/// As upper, in small letters.
[[nodiscard]] std::string lower(std::string_view text);
/// Whether two texts differ at most in the case of the letters A to Z.
[[nodiscard]] bool equalButCase(std::string_view one, std::string_view other);
/// How many characters UTF-8 text has: code points, counted by the bytes that begin one. Accents
/// that stand apart count by themselves.
[[nodiscard]] std::size_t characters(std::string_view text);

}  // namespace concordat::basic
