#include <map>
#include <set>
#include <string>

#include "plugins/conformance/checks.hpp"
#include "plugins/conformance/questions.hpp"
#include "plugins/conformance/rule_thread.hpp"
#include "plugins/conformance/subject.hpp"

namespace concordat::conformance {

namespace {

/// What the questions showed of the rules.
class Reach {
public:
    void take(const Question& question, const Answer& answer) {
        if (answer.decision.allowed()) {
            allowed_.insert(question.name);
            first_allowed_.emplace(callOf(question.name), question.name);
        } else {
            refused_.emplace(answer.decision.rule(), question);
        }
    }

    [[nodiscard]] bool has(const std::string& rule) const { return refused_.contains(rule); }

    /// One line: a question that the rule refused, and one that it let pass, as like it as there
    /// is.
    [[nodiscard]] std::string lineOf(const std::string& rule) const {
        const auto& question = refused_.at(rule);
        return rule + ": refused (" + question.name + "), " + counterpartOf(question);
    }

private:
    static std::string callOf(const std::string& name) { return name.substr(0, name.find(',')); }

    [[nodiscard]] std::string counterpartOf(const Question& question) const {
        if (allowed_.contains(question.good)) return "allowed (" + question.good + ")";
        const auto other = first_allowed_.find(callOf(question.name));
        return other == first_allowed_.end() ? "allowed nothing that it was asked"
                                             : "allowed (" + other->second + ")";
    }

    std::map<std::string, Question> refused_;  // by the rule, the first question
    std::set<std::string> allowed_;
    std::map<std::string, std::string> first_allowed_;  // by the function that was asked
};

std::string answerOf(const std::string& rule) {
    return rule.empty() ? "be allowed" : "be refused by " + rule;
}

/// Asks an author's question under its settings; empty: the answer is the one that it names.
std::string problemOf(Subject& subject, const AuthorsQuestion& one, Reach& reach) {
    const auto instance = subject.anotherInstance(one.settings);
    Answer answer;
    onRuleStack(subject.whereabouts(),
                [&] { answer = subject.ask(instance->cloud(), one.question); });
    if (const auto fault = subject.takeFault(); !fault.empty())
        return "(" + one.question.name + ") " + fault;
    reach.take(one.question, answer);
    if (answer.decision.rule() == one.refused) return {};
    return "(" + one.question.name + ") it should " + answerOf(one.refused) + " and would " +
           answerOf(answer.decision.rule()) + "; correct the rule or the example in cloud.yaml";
}

}  // namespace

Outcome checkReach(Subject& subject) {
    const auto& questions = subject.questions();
    Reach reach;
    onRuleStack(subject.whereabouts(), [&] {
        for (const auto& question : questions.examples())
            reach.take(question, subject.ask(subject.cloud(), question));
    });
    for (const auto& one : questions.authors())
        if (auto problem = problemOf(subject, one, reach); !problem.empty())
            return {Result::Failed, std::move(problem)};
    std::string lines;
    std::string silent;
    for (const auto& rule : subject.facts().rules)
        if (reach.has(rule.id))
            lines.append(lines.empty() ? "" : "\n").append(reach.lineOf(rule.id));
        else
            silent.append(silent.empty() ? "" : ", ").append(rule.id);
    if (silent.empty()) return {Result::Passed, lines};
    return {Result::Failed, "no question was refused by " + silent +
                                ". Give an example for each under `examples` of cloud.yaml, with "
                                "the settings that it needs, or take out a rule that nobody can "
                                "meet"};
}

}  // namespace concordat::conformance
