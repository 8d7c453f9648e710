#include "tools/concordat/import_report.hpp"

#include <iostream>
#include <unistd.h>

#include "tools/partner_client/table.hpp"

namespace concordat::cli {
namespace {

using client::RowOutcome;

/// What stands behind a number of rows.
std::string_view wordsFor(RowOutcome outcome) {
    switch (outcome) {
        case RowOutcome::Added:
            return " added";
        case RowOutcome::Valid:
            return " rows can be added";
        case RowOutcome::Held:
            return " held already";
        case RowOutcome::Exists:
            return " are tenants to be asked";
        case RowOutcome::Refused:
            return " refused";
        case RowOutcome::Done:
            return " done by an earlier run";
    }
    return "";
}

std::size_t countOf(const client::ImportSummary& summary, RowOutcome outcome) {
    const auto found = summary.find(outcome);
    return found == summary.end() ? 0 : found->second;
}

}  // namespace

ImportReport::ImportReport() : terminal_(::isatty(STDERR_FILENO) == 1) {}

void ImportReport::tell(const client::RowResult& result) {
    ++rows_;
    if (result.outcome == RowOutcome::Refused || result.outcome == RowOutcome::Exists ||
        result.outcome == RowOutcome::Held) {
        clear();
        std::cout << "line " << result.line << ": " << client::nameOf(result.outcome);
        if (!result.field.empty()) std::cout << ", " << client::printable(result.field);
        if (!result.reason.empty()) std::cout << ": " << client::printable(result.reason);
        if (!result.link.empty()) std::cout << ' ' << result.link;
        std::cout << '\n';
    }
    if (terminal_) std::cerr << '\r' << rows_ << " rows" << std::flush;
}

void ImportReport::finish(const client::ImportSummary& summary, bool dry_run,
                          std::initializer_list<RowOutcome> ends) const {
    clear();
    const auto success = dry_run ? RowOutcome::Valid : RowOutcome::Added;
    std::cout << countOf(summary, success) << wordsFor(success);
    for (const auto outcome : ends)
        std::cout << ", " << countOf(summary, outcome) << wordsFor(outcome);
    if (const auto done = countOf(summary, RowOutcome::Done); done > 0)
        std::cout << ", " << done << wordsFor(RowOutcome::Done);
    std::cout << '\n';
}

void ImportReport::clear() const {
    if (terminal_) std::cerr << "\r\x1B[K" << std::flush;
}

}  // namespace concordat::cli
