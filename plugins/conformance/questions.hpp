#pragma once

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include <concordat/basic_internal/examples.hpp>
#include <concordat/rules/cloud.hpp>

#include "plugins/conformance/question_members.hpp"

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
    /// The name of the same question about a customer with nothing wrong; of a good one its own.
    std::string good;
    bool address = false;  ///< of validateAddress, whose answers have a status
    std::function<Answer(const rules::Cloud&)> ask;
};

/// A question of the cloud's author with the answer that there must be.
struct AuthorsQuestion {
    Question question;
    std::map<std::string, std::string> settings;  ///< of the operator, under which it is asked
    std::string refused;                          ///< the rule; empty: allowed
};

/// The questions that the kit asks a cloud, made from its own facts: the same facts give the same
/// questions. Owns the texts, so it must outlive the questions. Immutable once made; threads may
/// share it.
class Questions {
public:
    /// Borrows nothing of its arguments. @throws std::runtime_error naming an example with a
    /// country or member that there is not
    Questions(const rules::CloudFacts& facts, const std::vector<basic::Example>& examples);
    Questions(const Questions&) = delete;
    Questions& operator=(const Questions&) = delete;

    /// What partners would ask: every country's customers, good ones and such with one mistake,
    /// and partners of every country and kind.
    [[nodiscard]] const std::vector<Question>& examples() const { return examples_; }
    /// The examples of the author, none of which is in examples().
    [[nodiscard]] const std::vector<AuthorsQuestion>& authors() const { return authors_; }
    /// What nobody should ask: empty, very long, no UTF-8, zeros; every member by itself.
    [[nodiscard]] const std::vector<Question>& hostile() const { return hostile_; }

private:
    std::string_view keep(std::string text);
    Situation goodOne(const rules::CloudFacts& facts, const rules::CountryFacts& country);
    void addCountry(const rules::CloudFacts& facts, const rules::CountryFacts& country);
    void addPartners(const rules::CloudFacts& facts);
    void addMistakes(const std::string& who, const Situation& good);
    void addPublicBodies(const rules::CloudFacts& facts);
    void addEnrolments(const std::string& country);
    void addHostile(const Situation& good);
    void addExample(const rules::CloudFacts& facts, const basic::Example& example);
    // `good` names what is not wrong about the situation.
    static void ask(std::vector<Question>& list, const std::string& name, const std::string& good,
                    const Situation& situation);

    std::deque<std::string> texts_;  // never moved: the questions refer to them
    std::vector<Question> examples_;
    std::vector<AuthorsQuestion> authors_;
    std::vector<Question> hostile_;
};

}  // namespace concordat::conformance
