#include "core/api/handlers/record_export.hpp"

#include <array>

#include "core/base/time.hpp"

namespace concordat::api {
namespace {

/// Fewer than of customers: each entry holds a profile before and after.
constexpr std::uint32_t kEntriesInPage = 200;
// Those of the partner portal's activity log.
constexpr std::array<std::string_view, 6> kColumns = {
    "Date", "Affected customer", "Action", "Partner user", "Status", "Additional information"};

/// Who did it: an application has no user name.
std::string actorOf(const audit::Entry& entry) {
    return entry.user_name.empty() ? entry.application.value.toString() : entry.user_name;
}

/// What the entry has in clear beside it, such as a domain or an order.
std::string informationOf(const audit::Entry& entry) {
    std::string text;
    for (const auto& [name, value] : entry.customized_data) {
        if (!text.empty()) text += "; ";
        text += name + ": " + value;
    }
    return text;
}

class RecordExport final : public CsvExport {
public:
    RecordExport(audit::RecordStore& record, const PartnerId& partner, audit::Query query)
        : record_(record), partner_(partner), query_(std::move(query)) {
        query_.size = kEntriesInPage;
        query_.after.reset();
    }

    bool writePage(CsvWriter& csv) override {
        const auto page = record_.list(partner_, query_);
        for (const auto& entry : page.entries) {
            csv.cell(toString(entry.at)).cell(entry.customer_name);
            csv.cell(nameOf(entry.operation)).cell(actorOf(entry));
            csv.cell("succeeded").cell(informationOf(entry)).endRow();
        }
        if (!page.has_next || page.entries.empty()) return false;
        query_.after = {page.entries.back().at, page.entries.back().id};
        return true;
    }

private:
    audit::RecordStore& record_;
    const PartnerId partner_;
    audit::Query query_;
};

/// The columns of a file without entries.
class NoEntries final : public CsvExport {
public:
    bool writePage(CsvWriter&) override { return false; }
};

}  // namespace

void replyWithRecord(audit::RecordStore& record, const PartnerId& partner, audit::Query query,
                     http::Reply& reply) {
    replyCsv(reply, "activity-log.csv", kColumns,
             std::make_unique<RecordExport>(record, partner, std::move(query)));
}

void replyWithoutRecord(http::Reply& reply) {
    replyCsv(reply, "activity-log.csv", kColumns, std::make_unique<NoEntries>());
}

}  // namespace concordat::api
