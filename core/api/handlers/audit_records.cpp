#include "core/api/filter.hpp"
#include "core/api/handler_table.hpp"
#include "core/api/handlers/audit_json.hpp"
#include "core/api/handlers/handlers.hpp"
#include "core/api/handlers/paging.hpp"
#include "core/api/handlers/record_export.hpp"
#include "core/api/partner_api.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/text.hpp"

namespace concordat::api {
namespace {

using std::chrono::days;

constexpr days kDefaultWindow{30};
/// As the partner API documents it; the record keeps longer.
constexpr days kLongestWindow{90};
constexpr std::size_t kDateSize = 10;  // yyyy-MM-dd or MM/dd/yyyy, without a time

/// A resource type of the partner API that this server keeps no entries of.
bool isOtherResourceType(std::string_view word) {
    constexpr std::string_view kWords[] = {"customer_user",
                                           "order",
                                           "subscription",
                                           "license",
                                           "third_party_add_on",
                                           "mpn_association",
                                           "transfer",
                                           "application",
                                           "application_credential",
                                           "partner_user",
                                           "partner_relationship",
                                           "partner_customer_dap",
                                           "customer_directory_role",
                                           "referral",
                                           "software_key",
                                           "software_download_link",
                                           "spending_limit",
                                           "invoice",
                                           "agreement",
                                           "self_serve_policy",
                                           "granular_admin_relationship",
                                           "granular_admin_access_assignment",
                                           "credit",
                                           "software_page",
                                           "device",
                                           "policy",
                                           "overage",
                                           "new_commerce_migration",
                                           "azure_entitlement",
                                           "indirect_provider_indirect_reseller_dap"};
    std::string plain;
    for (const char c : word)
        if (c != '_') plain.push_back(c);
    for (const auto known : kWords) {
        std::string other;
        for (const char c : known)
            if (c != '_') other.push_back(c);
        if (equalsIgnoringCase(plain, other)) return true;
    }
    return false;
}

/// Plus is a blank here: clients of this collection write dates with form encoding, and their
/// filters without.
Instant instantOf(const Query& query, std::string_view name, Instant absent) {
    if (!query.has(name)) return absent;
    const auto instant = parseInstant(query.text(name, Plus::IsBlank));
    if (!instant) throw Error(ErrorKind::InvalidRequest, codes::kBadProperty, {std::string(name)});
    return *instant;
}

/// The window of time that is asked for. Days count whole: a start on the oldest day is in, and an
/// end without a time includes its day.
void applyWindow(const Query& given, Instant now, audit::Query& query) {
    // Whole days, so that "90 days ago" is in, whatever the hour.
    const auto oldest = std::chrono::floor<days>(now - kLongestWindow);
    query.from = instantOf(given, "startDate", now - kDefaultWindow);
    if (query.from < oldest)
        throw Error(ErrorKind::InvalidRequest, codes::kAuditWindow,
                    {std::to_string(kLongestWindow.count())});
    // One more, because the end is exclusive and what has just happened is to be in.
    query.to = instantOf(given, "endDate", now + std::chrono::microseconds(1));
    if (given.has("endDate") && given.text("endDate").size() == kDateSize) query.to += days(1);
    if (query.to < query.from)
        throw Error(ErrorKind::InvalidRequest, codes::kBadProperty, {"endDate"});
}

/// Applies a filter. False when it asks for entries that there cannot be any of.
bool applyFilter(const Filter& filter, audit::Query& query) {
    if (filter.compares("CompanyName", FilterOperator::Substring)) {
        query.company_substring = listKeyOf(filter.value);
        return true;
    }
    if (filter.compares("CustomerId", FilterOperator::Equals)) {
        const auto id = Uuid::parse(filter.value);
        if (!id) throw Error(ErrorKind::InvalidRequest, codes::kBadFilter, {"value"});
        query.customer = CustomerId{*id};
        return true;
    }
    if (filter.compares("ResourceType", FilterOperator::Equals)) {
        query.resource = audit::resourceTypeFromName(filter.value);
        if (!query.resource && !isOtherResourceType(filter.value))
            throw Error(ErrorKind::InvalidRequest, codes::kUnknownEnumValue, {"ResourceType"});
        return query.resource.has_value();
    }
    throw Error(ErrorKind::InvalidRequest, codes::kBadFilter, {"field, operator"});
}

/// GET /v1/auditrecords, with each of its filters. Newest first; pages go forward only.
class ListAuditRecords final : public Handler {
public:
    ListAuditRecords(audit::RecordStore& record, const CursorSigner& cursors)
        : record_(record), cursors_(cursors) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        audit::Query query;
        audit::Page page;
        // Otherwise an empty page: a type of which this server keeps nothing is no error.
        const bool any = prepare(request, query);
        if (asksForCsv(request.head))
            return any ? replyWithRecord(record_, request.partner.id, std::move(query), reply)
                       : replyWithoutRecord(reply);
        if (any) page = record_.list(request.partner.id, query);
        auto& out = reply.body;
        beginPage(out, page.entries.size());
        for (std::size_t index = 0; index < page.entries.size(); ++index) {
            if (index > 0) out.push_back(',');
            writeAuditRecord(out, page.entries[index]);
        }
        std::string token;
        if (page.has_next && !page.entries.empty()) {
            query.after = {page.entries.back().at, page.entries.back().id};
            token = cursors_.seal(request.partner.id, CursorKind::AuditRecords,
                                  encode(AuditCursor{query}));
        }
        endPage(out, {request.query, "/auditrecords", page.entries.size(), query.size, token,
                      !token.empty(), false});
    }

private:
    /// Reads what is asked for. False when nothing can be found.
    bool prepare(const ApiRequest& request, audit::Query& query) const {
        // Backwards is not offered: the record grows at the front, and nobody needs it.
        const auto seek = seekOperationOf(request.query);
        if (seek != SeekOperation::Next && seek != SeekOperation::First)
            throw Error(ErrorKind::InvalidRequest, codes::kUnknownEnumValue, {"seekOperation"});
        const auto token = request.head.continuation_token;
        if (!token.empty()) {
            query = decodeAuditCursor(
                        cursors_.open(request.partner.id, CursorKind::AuditRecords, token))
                        .query;
            if (seek == SeekOperation::First) query.after.reset();
            return true;
        }
        query.size = pageSizeOf(request.query);
        applyWindow(request.query, request.now, query);
        return !request.query.has("filter") ||
               applyFilter(filterOf(request.query, Plus::IsPlus), query);
    }

    audit::RecordStore& record_;
    const CursorSigner& cursors_;
};

/// GET /auditactivity/v1/auditrecords/{audit-id}
class GetAuditRecord final : public Handler {
public:
    explicit GetAuditRecord(audit::RecordStore& record) : record_(record) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto id = entryIdOf(request.arguments[0]);
        const auto entry = id ? record_.find(request.partner.id, *id) : std::nullopt;
        if (!entry) throw Error(ErrorKind::NotFound, codes::kResourceAbsent);
        writeAuditRecord(reply.body, *entry);
    }

private:
    audit::RecordStore& record_;
};

}  // namespace

void addAuditHandlers(HandlerTable& table, const HandlerNeeds& needs) {
    auto& record = needs.dependencies.record;
    table.add({"audit-record-list", "audit-record-list-by-company", "audit-record-list-by-customer",
               "audit-record-list-by-resource-type"},
              std::make_unique<ListAuditRecords>(record, needs.cursors));
    table.add({"audit-record-get"}, std::make_unique<GetAuditRecord>(record));
}

}  // namespace concordat::api
