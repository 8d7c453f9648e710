#include "plugins/conformance/report.hpp"

#include <algorithm>
#include <ostream>
#include <sstream>

#include "core/base/log.hpp"

namespace concordat::conformance {

namespace {

constexpr std::string_view nameOf(Result result) {
    switch (result) {
        case Result::Passed:
            return "passed";
        case Result::Failed:
            return "failed";
        case Result::NotRun:
            break;
    }
    return "not-run";
}

/// Names and messages may come from the plugin: what a terminal would obey becomes '?'.
std::string printable(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; }, '?');
    return text;
}

std::string json(std::string_view text) {
    std::string out;
    appendJsonString(out, text);
    return out;
}

}  // namespace

std::size_t Report::count(Result result) const {
    return static_cast<std::size_t>(
        std::count_if(checks.begin(), checks.end(),
                      [&](const auto& check) { return check.outcome.result == result; }));
}

void writeText(const Report& report, std::ostream& out) {
    constexpr std::size_t kResultWidth = 8;
    constexpr std::size_t kIdWidth = 22;
    const auto pad = [](std::string text, std::size_t width) {
        text.resize(std::max(width, text.size() + 1), ' ');
        return text;
    };
    out << report.file << '\n';
    for (const auto& check : report.checks) {
        const auto& outcome = check.outcome;
        out << "  "
            << pad(outcome.result == Result::Failed ? "FAILED"
                                                    : std::string(nameOf(outcome.result)),
                   kResultWidth)
            << pad(check.id, kIdWidth) << check.what << '\n';
        std::istringstream message(outcome.message);
        for (std::string text; std::getline(message, text);)
            out << std::string(kResultWidth + 2, ' ') << printable(text) << '\n';
    }
    out << report.count(Result::Passed) << " passed, " << report.count(Result::Failed)
        << " failed, " << report.count(Result::NotRun) << " not run\n";
}

void writeJson(const Report& report, std::ostream& out) {
    out << "{\"file\":" << json(report.file) << ",\"passed\":" << report.count(Result::Passed)
        << ",\"failed\":" << report.count(Result::Failed)
        << ",\"not_run\":" << report.count(Result::NotRun) << ",\"checks\":[";
    const char* separator = "";
    for (const auto& check : report.checks) {
        out << separator << "{\"id\":" << json(check.id) << ",\"what\":" << json(check.what)
            << ",\"result\":" << json(nameOf(check.outcome.result))
            << ",\"message\":" << json(check.outcome.message) << '}';
        separator = ",";
    }
    out << "]}\n";
}

}  // namespace concordat::conformance
