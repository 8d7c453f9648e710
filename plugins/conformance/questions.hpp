#pragma once

#include <deque>
#include <functional>
#include <string>
#include <vector>

#include <concordat/rules/cloud.hpp>

namespace concordat::conformance {

/// What a rule answered, comparable.
struct Answer {
    rules::Decision decision;
    rules::AddressStatus status = rules::AddressStatus::NotValidated;
    std::vector<std::string> suggestions{};  ///< one text for each, all members

    bool operator==(const Answer&) const = default;
};

/// One question to one rule, with a name that its author understands: "mayAddCustomer, a customer
/// in DE without a postal code".
struct Question {
    std::string name;
    bool address = false;  ///< of validateAddress, whose answers have a status
    std::function<Answer(const rules::Cloud&)> ask;
};

/// The questions that the kit asks a cloud, made from its own facts: the same facts give the same
/// questions. Owns the texts, so it must outlive the questions. Immutable once made; threads may
/// share it.
class Questions {
public:
    /// Borrows nothing of `facts`.
    explicit Questions(const rules::CloudFacts& facts);
    Questions(const Questions&) = delete;
    Questions& operator=(const Questions&) = delete;

    /// What partners would ask: every country's customers, good ones and such with one mistake.
    [[nodiscard]] const std::vector<Question>& examples() const { return examples_; }
    /// What nobody should ask: empty, very long, no UTF-8, zeros; every member by itself.
    [[nodiscard]] const std::vector<Question>& hostile() const { return hostile_; }

private:
    struct Situation;

    std::string_view keep(std::string text);
    Situation goodOne(const rules::CloudFacts& facts, const rules::CountryFacts& country);
    void addCountry(const rules::CloudFacts& facts, const rules::CountryFacts& country);
    void addPartners(const rules::CloudFacts& facts);
    void addHostile(const Situation& good);
    static void ask(std::vector<Question>& list, const std::string& name,
                    const Situation& situation);

    std::deque<std::string> texts_;  // never moved: the questions refer to them
    std::vector<Question> examples_;
    std::vector<Question> hostile_;
};

}  // namespace concordat::conformance
