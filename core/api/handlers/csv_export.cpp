#include "core/api/handlers/csv_export.hpp"

#include "core/api/error_border.hpp"
#include "core/base/text.hpp"

namespace concordat::api {
namespace {

constexpr std::string_view kCsv = "text/csv";
constexpr std::string_view kJson = "application/json";

std::string_view trim(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

/// Whether a list of media types names `type`; preferences are not weighed.
bool names(std::string_view accept, std::string_view type) {
    while (!accept.empty()) {
        const auto end = accept.find(',');
        const auto one = accept.substr(0, end);
        if (equalsIgnoringCase(trim(one.substr(0, one.find(';'))), type)) return true;
        if (end == std::string_view::npos) return false;
        accept.remove_prefix(end + 1);
    }
    return false;
}

}  // namespace

http::BodySource::Progress CsvExport::next(std::string& out) noexcept {
    return makePiece([&] {
        CsvWriter csv(out);
        return writePage(csv);
    });
}

bool asksForCsv(const RequestHead& head) noexcept {
    return !head.accept.empty() && names(head.accept, kCsv) && !names(head.accept, kJson);
}

void replyCsv(http::Reply& reply, std::string_view file_name,
              std::span<const std::string_view> columns, std::unique_ptr<CsvExport> rows) {
    reply.body.append(CsvWriter::kByteOrderMark);
    CsvWriter csv(reply.body);
    for (const auto column : columns) csv.cell(column);
    csv.endRow();
    const bool more = rows->writePage(csv);
    reply.addHeader("Content-Type", "text/csv; charset=utf-8; header=present");
    reply.addHeader("Content-Disposition",
                    "attachment; filename=\"" + std::string(file_name) + '"');
    if (more) reply.rest = std::move(rows);
}

}  // namespace concordat::api
