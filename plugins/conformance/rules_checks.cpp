#include <algorithm>
#include <atomic>
#include <cctype>
#include <chrono>
#include <deque>
#include <functional>

#include <concordat/rules/fact_stream.hpp>

#include "plugins/conformance/checks.hpp"
#include "plugins/conformance/open_resources.hpp"
#include "plugins/conformance/questions.hpp"
#include "plugins/conformance/rule_thread.hpp"
#include "plugins/conformance/subject.hpp"

namespace concordat::conformance {

namespace {

Outcome failed(std::string message) {
    return {Result::Failed, std::move(message)};
}

/// A path of names, such as "billingProfile.defaultAddress.country"; whatever is not one could be a
/// value of the request.
bool isMember(const std::string& member) {
    return std::all_of(member.begin(), member.end(), [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '.' || c == '_' || c == '[' || c == ']';
    });
}

/// What is wrong with the form of an answer; empty: nothing.
std::string problemOf(const Question& question, const Answer& answer) {
    const auto& decision = answer.decision;
    if (!isMember(decision.member()))
        return "it blames the member '" + decision.member().substr(0, 60) +
               "', which is no path of names; never put a value of the request into a decision";
    if (!question.address) return {};
    const bool bad = answer.status == rules::AddressStatus::NotValidated;
    if (bad == decision.allowed())
        return bad ? "the status is NotValidated but no rule is named as the problem"
                   : "the status says that the address is good, but the rule " + decision.rule() +
                         " is named as its problem";
    if (bad != answer.suggestions.empty())
        return bad ? "an address that is not valid has a suggestion; leave it out"
                   : "an address that is valid needs one suggestion, how to write it";
    return {};
}

/// Asks all and judges the form of the answers.
Outcome judgeAll(Subject& subject, const std::vector<Question>& questions) {
    for (const auto& question : questions) {
        const auto answer = subject.ask(subject.cloud(), question);
        if (const auto fault = subject.takeFault(); !fault.empty())
            return failed("(" + question.name + ") " + fault +
                          ". A rule answers everything with allowed or with a rule that the facts "
                          "list; throwing or anything else refuses the request as PLUGIN-FAULT");
        if (const auto problem = problemOf(question, answer); !problem.empty())
            return failed("(" + question.name + ") " + problem);
    }
    return {};
}

/// A check's work, where rules have the stack that they are promised.
Outcome onRuleStack(Subject& subject, const std::function<Outcome()>& check) {
    Outcome outcome;
    conformance::onRuleStack(subject.whereabouts(), [&] { outcome = check(); });
    return outcome;
}

std::string describe(const Answer& answer) {
    return answer.decision.allowed() ? "allowed" : "refused by " + answer.decision.rule();
}

std::string factsAsText(const rules::CloudFacts& facts) {
    std::string text;
    rules::fact_stream::Writer writer([&](std::string_view key, std::string_view value) {
        text.append(key).append("=").append(value).append("\n");
    });
    writer.write(facts);
    return text;
}

std::vector<Question> allOf(const Questions& questions) {
    auto all = questions.examples();
    all.insert(all.end(), questions.hostile().begin(), questions.hostile().end());
    return all;
}

/// Asked again, and of another instance.
Outcome sameEverywhere(Subject& subject, const Question& question, const rules::Cloud& other) {
    const auto first = subject.ask(subject.cloud(), question);
    const auto again = subject.ask(subject.cloud(), question);
    const auto elsewhere = subject.ask(other, question);
    if (first == again && first == elsewhere) return {};
    return failed("(" + question.name + ") the answers to one question were: " + describe(first) +
                  ", " + describe(again) + ", and of another instance " + describe(elsewhere) +
                  ". A rule depends on its input alone: no counter, no clock but `now`, no "
                  "randomness, no state");
}

/// The shortest time of several, so that a busy machine is no finding.
std::chrono::nanoseconds shortestOf(Subject& subject, const Question& question) {
    constexpr int kTries = 5;
    using Clock = std::chrono::steady_clock;
    std::chrono::nanoseconds shortest = Clock::duration::max();
    for (int i = 0; i < kTries && shortest >= subject.options().rule_budget; ++i) {
        const auto start = Clock::now();
        (void)subject.ask(subject.cloud(), question);
        shortest = std::min<std::chrono::nanoseconds>(shortest, Clock::now() - start);
    }
    return shortest;
}

}  // namespace

Outcome checkExamples(Subject& subject) {
    const auto& examples = subject.questions().examples();
    auto outcome = onRuleStack(subject, [&] { return judgeAll(subject, examples); });
    if (outcome.result == Result::Passed)
        outcome.message = std::to_string(examples.size()) + " questions";
    return outcome;
}

Outcome checkHostileInput(Subject& subject) {
    const auto& hostile = subject.questions().hostile();
    const auto outcome = onRuleStack(subject, [&] { return judgeAll(subject, hostile); });
    if (outcome.result != Result::Passed) return outcome;
    const auto& cloud = subject.cloud();
    if (cloud.mayAddCustomer({}, {}, {}).allowed())
        return failed(
            "mayAddCustomer allows a customer of whom nothing is known, not even the "
            "country; refuse what the facts do not list");
    if (cloud.mayEnrol({}).allowed() || cloud.mayEnrol({.country = "ZZ"}).allowed())
        return failed(
            "mayEnrol allows a partner without a country or in one that does not exist; "
            "refuse what CloudFacts::partner_countries does not list");
    return {};
}

Outcome checkDeterminism(Subject& subject) {
    const auto other = subject.anotherInstance();
    if (factsAsText(subject.facts()) != factsAsText(other->cloud().facts()))
        return failed(
            "two instances have different facts; make them from the files and the "
            "settings alone, in one order");
    const auto all = allOf(subject.questions());
    return onRuleStack(subject, [&] {
        for (const auto& question : all) {
            const auto outcome = sameEverywhere(subject, question, other->cloud());
            if (outcome.result != Result::Passed) return outcome;
        }
        return Outcome{};
    });
}

Outcome checkThreads(Subject& subject) {
    constexpr auto kThreads = Whereabouts::kThreads;
    const auto all = allOf(subject.questions());
    const auto& cloud = subject.cloud();
    std::vector<Answer> expected;
    expected.reserve(all.size());
    conformance::onRuleStack(subject.whereabouts(), [&] {
        for (const auto& question : all) expected.push_back(subject.ask(cloud, question));
    });
    std::atomic<std::size_t> different{all.size()};
    {
        std::deque<RuleThread> threads;
        for (std::size_t thread = 0; thread < kThreads; ++thread)
            threads.emplace_back(subject.whereabouts(), [&, thread] {
                // Each begins elsewhere, so that different rules run beside each other.
                for (std::size_t i = 0; i < all.size(); ++i) {
                    const auto at = (i + thread * all.size() / kThreads) % all.size();
                    if (subject.ask(cloud, all[at], thread) != expected[at]) different = at;
                }
            });
    }
    if (different == all.size()) return {};
    return failed(
        "(" + all[different].name + ") " + std::to_string(kThreads) +
        " threads at once got another answer than one thread: " + describe(expected[different]) +
        " was right. Settle all state in the constructor; rules run on many threads");
}

Outcome checkBudget(Subject& subject) {
    const auto budget = subject.options().rule_budget;
    const auto all = allOf(subject.questions());
    return onRuleStack(subject, [&] {
        for (const auto& question : all) {
            const auto shortest = shortestOf(subject, question);
            if (shortest < budget) continue;
            const auto took =
                std::chrono::duration_cast<std::chrono::microseconds>(shortest).count();
            return failed("(" + question.name + ") it takes " + std::to_string(took) +
                          " microseconds each time, its budget is " +
                          std::to_string(budget.count()) +
                          " ms. Prepare in the constructor what is costly, check lengths first, "
                          "and build with optimisation");
        }
        return Outcome{};
    });
}

Outcome checkRuleResources(Subject& subject) {
    constexpr int kInstances = 3;
    const auto& examples = subject.questions().examples();
    const auto ask = [&](const rules::Cloud& cloud) {
        conformance::onRuleStack(subject.whereabouts(), [&] {
            for (const auto& question : examples) (void)subject.ask(cloud, question);
        });
    };
    // Once before counting: what a library opens once and for all is no leak.
    ask(subject.anotherInstance()->cloud());
    const auto before = openResources(subject.options().file);
    for (int i = 0; i < kInstances; ++i) ask(subject.anotherInstance()->cloud());
    const auto lost = leakedSince(before, subject.options().file);
    if (lost.empty()) return {};
    return failed(std::to_string(kInstances) +
                  " instances were made, asked and destroyed, and left " + lost +
                  ". Rules open nothing, and the destructor ends what the constructor began");
}

}  // namespace concordat::conformance
