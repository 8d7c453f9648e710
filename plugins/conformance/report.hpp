#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

namespace concordat::conformance {

/// How a check ended. A check that could not be made is no finding, but says so plainly.
enum class Result : std::uint8_t { Passed, Failed, NotRun };

/// What a check found out. For Failed, `message` says what is wrong, where, and what would be
/// right; for NotRun why; for Passed it may be empty.
struct Outcome {
    Result result = Result::Passed;
    std::string message{};
};

/// One line of the report.
struct CheckResult {
    std::string id;    ///< permanent, such as "rules.deterministic"
    std::string what;  ///< what was checked, as a sentence
    Outcome outcome;
};

/// What the kit found out about one plugin. A value.
struct Report {
    std::string file;
    std::vector<CheckResult> checks;

    [[nodiscard]] std::size_t count(Result result) const;
    /// No finding. Checks that were not run do not count against a plugin.
    [[nodiscard]] bool passed() const { return count(Result::Failed) == 0; }
};

/// For people: a line for each check, below it what its author needs to know.
void writeText(const Report& report, std::ostream& out);

/// For programs: one object {file, passed, failed, not_run, checks: [{id, what, result, message}]}
/// where `result` is "passed", "failed" or "not-run". What is no UTF-8 is replaced.
void writeJson(const Report& report, std::ostream& out);

}  // namespace concordat::conformance
