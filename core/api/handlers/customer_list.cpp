#include "core/api/handlers/customer_list.hpp"

#include "core/api/filter.hpp"
#include "core/api/handlers/customer_export.hpp"
#include "core/api/handlers/customer_json.hpp"
#include "core/api/handlers/paging.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/text.hpp"

namespace concordat::api {
namespace {

constexpr std::size_t kTypicalItem = 640;

/// The partner that a filter names, by its whole tenant id.
PartnerId partnerOf(const Filter& filter) {
    const auto id = Uuid::parse(filter.value);
    if (!id) throw Error(ErrorKind::InvalidRequest, codes::kBadFilter, {"value"});
    if (filter.operation != FilterOperator::StartsWith)
        throw Error(ErrorKind::InvalidRequest, codes::kBadFilter, {"operator"});
    return PartnerId{*id};
}

/// Fewer would be in too many names to tell anything.
constexpr std::size_t kFewestLetters = 3;

/// What is looked for, in the form of the column's keys: a beginning, as in the partner API, or,
/// beyond it, any part.
void lookFor(std::string folded, FilterOperator how, accounts::CustomerQuery& query) {
    if (how == FilterOperator::StartsWith) {
        query.prefix = std::move(folded);
        return;
    }
    if (how != FilterOperator::Substring)
        throw Error(ErrorKind::InvalidRequest, codes::kBadFilter, {"operator"});
    if (countCodePoints(folded) < kFewestLetters)
        throw Error(ErrorKind::InvalidRequest, codes::kBadFilter, {"value"});
    query.part = std::move(folded);
}

/// The order and the text that a filter asks for.
void applyFilter(const Filter& filter, accounts::CustomerQuery& query) {
    if (equalsIgnoringCase(filter.field, "CompanyName")) {
        query.order = accounts::CustomerOrder::CompanyName;
        lookFor(listKeyOf(filter.value), filter.operation, query);
    } else if (equalsIgnoringCase(filter.field, "Domain")) {
        query.order = accounts::CustomerOrder::Domain;
        lookFor(toLowerAscii(filter.value), filter.operation, query);
    } else if (equalsIgnoringCase(filter.field, "IndirectReseller")) {
        query.reseller = partnerOf(filter);
    } else if (equalsIgnoringCase(filter.field, "IndirectCloudSolutionProvider")) {
        query.provider = partnerOf(filter);
    } else {
        throw Error(ErrorKind::InvalidRequest, codes::kBadFilter, {"field"});
    }
}

/// As seek; a search inside names goes forward only.
void seekCustomers(SeekOperation operation, const CustomerCursor* cursor, const Query& query,
                   accounts::CustomerQuery& page) {
    const bool forward = operation == SeekOperation::Next || operation == SeekOperation::First;
    if (!page.part.empty() && !forward)
        throw Error(ErrorKind::InvalidRequest, codes::kUnknownEnumValue, {"seekOperation"});
    seek(operation, cursor, query, page);
}

}  // namespace

void ListCustomers::handle(const ApiRequest& request, http::Reply& reply) {
    if (asksForCsv(request.head))
        return replyWithCustomers(customers_, request.partner.id, queryOf(request), reply);
    const auto query = queryOf(request);
    // From here on the thread's: nobody suspends while it is in use.
    thread_local accounts::CustomerPage page;
    customers_.list(request.partner.id, query, page);
    auto& out = reply.body;
    out.reserve(page.size() * kTypicalItem);
    beginPage(out, page.size());
    for (std::size_t index = 0; index < page.size(); ++index) {
        if (index > 0) out.push_back(',');
        writeListItem(out, page[index]);
    }
    const auto token = tokenOf(request, query, page);
    endPage(out, {request.query, "/customers", page.size(), query.size, token, page.has_next,
                  page.has_previous});
}

accounts::CustomerQuery ListCustomers::queryOf(const ApiRequest& request) const {
    accounts::CustomerQuery query;
    std::optional<CustomerCursor> cursor;
    if (!request.head.continuation_token.empty()) {
        cursor = decodeCustomerCursor(cursors_.open(request.partner.id, CursorKind::Customers,
                                                    request.head.continuation_token));
        query.order = cursor->order;
        query.prefix = cursor->prefix;
        query.part = cursor->part;
        query.reseller = cursor->reseller;
        query.provider = cursor->provider;
        query.size = cursor->size;
    } else {
        query.size = pageSizeOf(request.query);
        if (request.query.has("filter")) applyFilter(filterOf(request.query, Plus::IsBlank), query);
    }
    seekCustomers(seekOperationOf(request.query), cursor ? &*cursor : nullptr, request.query,
                  query);
    return query;
}

std::string ListCustomers::tokenOf(const ApiRequest& request, const accounts::CustomerQuery& query,
                                   const accounts::CustomerPage& page) const {
    if (!page.has_next && !page.has_previous) return {};
    if (page.size() == 0 && !page.resume) return {};
    CustomerCursor cursor;
    cursor.order = query.order;
    cursor.size = query.size;
    cursor.prefix = query.prefix;
    cursor.part = query.part;
    if (page.size() > 0) cursor.first = {page.first_key, page[0].id};
    cursor.last = page.next();
    cursor.reseller = query.reseller;
    cursor.provider = query.provider;
    return cursors_.seal(request.partner.id, CursorKind::Customers, encode(cursor));
}

}  // namespace concordat::api
