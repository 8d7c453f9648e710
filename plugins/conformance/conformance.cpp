#include "plugins/conformance/conformance.hpp"

#include <algorithm>
#include <cstring>
#include <optional>
#include <unistd.h>

#include "core/base/error.hpp"
#include "core/base/log.hpp"
#include "plugins/conformance/checks.hpp"
#include "plugins/conformance/child.hpp"
#include "plugins/conformance/subject.hpp"
#include "plugins/conformance/whereabouts.hpp"

namespace concordat::conformance {

namespace {

/// A line from the child: "begin", or one letter for the result and the message.
constexpr std::string_view kBegin = "begin";
constexpr char kPassed = 'P';
constexpr char kFailed = 'F';
constexpr char kNotRun = 'N';
/// Between the lines of a message.
constexpr char kLineEnd = '\x1e';
constexpr int kRuleStopped = 70;

std::string lineOf(const Outcome& outcome) {
    const char letter = outcome.result == Result::Passed   ? kPassed
                        : outcome.result == Result::Failed ? kFailed
                                                           : kNotRun;
    auto line = letter + outcome.message;
    // Only what passed is the kit's own text, which may have several lines.
    std::replace(line.begin(), line.end(), '\n', letter == kPassed ? kLineEnd : ' ');
    return line;
}

Outcome outcomeOf(const std::string& line) {
    const char letter = line.empty() ? kFailed : line.front();
    auto message = line.empty() ? "" : line.substr(1);
    if (letter == kPassed) std::replace(message.begin(), message.end(), kLineEnd, '\n');
    return {letter == kPassed   ? Result::Passed
            : letter == kNotRun ? Result::NotRun
                                : Result::Failed,
            std::move(message)};
}

Outcome runOne(const Check& check, Subject& subject) {
    try {
        return check.run(subject);
    } catch (const FatalError& error) {
        return {Result::Failed, error.event() + ": " + error.what()};
    } catch (const std::exception& error) {
        return {Result::Failed, error.what()};
    } catch (...) {
        return {Result::Failed, "it threw what is no std::exception"};
    }
}

/// The child's work: the checks from `first` on, as far as they come.
void runFrom(std::size_t first, const Options& options, Whereabouts& whereabouts,
             const Child::Tell& tell) {
    // The report is for people; the events would only repeat it.
    setLogSink([](std::string_view) {});
    Subject subject(options, whereabouts, [&](const std::string& rule) {
        tell(lineOf({Result::Failed,
                     whereabouts.questionsTo(rule) + " the rule " + rule +
                         " did not return within a second. A served cloud would refuse every "
                         "request from then on. Rules do no I/O, wait for nothing and end their "
                         "loops"}));
        ::_exit(kRuleStopped);
    });
    for (std::size_t i = first; i < catalogue().size(); ++i) {
        tell(std::string(kBegin));
        const auto outcome = runOne(catalogue()[i], subject);
        tell(lineOf(outcome));
        if (outcome.result == Result::Failed && catalogue()[i].decisive) break;
    }
    // Not through destructors: what a broken plugin does in them is no matter any more.
    ::_exit(0);
}

/// What the author needs to know of a process that ended in the middle of a check.
Outcome describe(const ChildEnd& end, const Whereabouts& whereabouts,
                 std::chrono::seconds patience) {
    auto why = whereabouts.questions();
    if (!why.empty()) why += " ";
    if (whereabouts.hasOverflowed())
        why += "it needs more stack than the " + std::to_string(rules::kRuleStackBytes / 1024) +
               " KiB that a rule has, and ended the process. Keep large buffers on the heap, and "
               "replace deep recursion (std::regex on long texts recurses too) by a loop or bound "
               "its input";
    else if (end.too_late)
        why += "it did not come back within " + std::to_string(patience.count()) +
               " seconds and was ended; look for a loop or a wait without end, also in static "
               "constructors";
    else if (end.signal != 0)
        why += "it ended the process by signal " + std::to_string(end.signal) + " (" +
               ::strsignal(end.signal) +
               "): a crash, or an exception where nobody can catch it, such as in a static "
               "constructor. Run the check under a debugger or with sanitizers";
    else
        why += "it ended the process with exit status " + std::to_string(end.exit_status) +
               "; a plugin never calls exit(), it throws from its constructor or refuses";
    if (!end.output.empty()) why += ". It wrote: " + end.output;
    std::replace(why.begin(), why.end(), '\n', ' ');
    return {Result::Failed, why};
}

/// Runs a child from the check after the last result on, and takes down what it found.
void runChild(const Options& options, std::vector<Outcome>& outcomes) {
    const auto first = outcomes.size();
    Whereabouts whereabouts;
    Child child([&](const Child::Tell& tell) { runFrom(first, options, whereabouts, tell); });
    bool under_way = false;
    while (const auto line = child.nextLine(options.patience)) {
        const bool begins = *line == kBegin;
        // A rule that comes back after it was told as stopped has no second result.
        if (!begins && under_way) outcomes.push_back(outcomeOf(*line));
        under_way = begins;
    }
    const auto end = child.end();
    // Between two checks nothing is lost: the next child goes on. But each must get somewhere.
    if (under_way || outcomes.size() == first)
        outcomes.push_back(describe(end, whereabouts, options.patience));
}

}  // namespace

Report check(const Options& options) {
    std::vector<Outcome> outcomes;
    const auto checks = catalogue();
    const auto decided = [&] {
        return !outcomes.empty() && checks[outcomes.size() - 1].decisive &&
               outcomes.back().result == Result::Failed;
    };
    while (outcomes.size() < checks.size() && !decided()) runChild(options, outcomes);
    std::string not_tried(checks[outcomes.size() - 1].id);
    not_tried += " failed, so this could not be tried";
    outcomes.resize(checks.size(), {Result::NotRun, not_tried});
    Report report{options.file.string(), {}};
    for (std::size_t i = 0; i < checks.size(); ++i)
        report.checks.push_back(
            {std::string(checks[i].id), std::string(checks[i].what), std::move(outcomes[i])});
    return report;
}

}  // namespace concordat::conformance
