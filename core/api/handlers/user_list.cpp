#include "core/api/handlers/user_list.hpp"

#include "core/api/filter.hpp"
#include "core/api/handlers/paging.hpp"
#include "core/api/handlers/user_json.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/text.hpp"

namespace concordat::api {
namespace {

using accounts::UserOrder;
using accounts::UserQuery;
using accounts::UserState;

void applyFilter(const Filter& filter, UserQuery& query) {
    if (!equalsIgnoringCase(filter.field, "UserState"))
        throw Error(ErrorKind::InvalidRequest, codes::kBadFilter, {"field"});
    if (filter.operation != FilterOperator::Equals)
        throw Error(ErrorKind::InvalidRequest, codes::kBadFilter, {"operator"});
    if (equalsIgnoringCase(filter.value, "Inactive"))
        query.state = UserState::Inactive;
    else if (!equalsIgnoringCase(filter.value, "Active"))
        throw Error(ErrorKind::InvalidRequest, codes::kBadFilter, {"value"});
}

void applyOrder(const Query& asked, UserQuery& query) {
    if (asked.is("sortField", "DisplayName"))
        query.order = UserOrder::DisplayName;
    else if (asked.is("sortField", "UserPrincipalName"))
        query.order = UserOrder::PrincipalName;
    else if (asked.has("sortField"))
        throw Error(ErrorKind::InvalidRequest, codes::kUnknownEnumValue, {"sortField"});
    query.descending = asked.is("sortDirection", "Descending");
    if (!query.descending && asked.has("sortDirection") && !asked.is("sortDirection", "Ascending"))
        throw Error(ErrorKind::InvalidRequest, codes::kUnknownEnumValue, {"sortDirection"});
}

accounts::UserPosition positionOf(const accounts::User& user, UserOrder order) {
    return {accounts::sortKeyOf(user, order), user.id};
}

void endUsers(std::string& out, const ApiRequest& request, const std::string& collection,
              const UserPaging::Result& result) {
    endPage(out, {request.query, collection, result.page.users.size(), result.size, result.token,
                  result.page.has_next, result.page.has_previous});
}

}  // namespace

UserPaging::Result UserPaging::read(const ApiRequest& request,
                                    std::optional<accounts::DirectoryRole> role) const {
    const auto query = queryOf(request, role);
    const auto customer = request.customer();
    Result result{users_.list(request.partner.id, customer, query, request.now), {}, query.size};
    const auto& page = result.page;
    if (page.users.empty() || (!page.has_next && !page.has_previous)) return result;
    const UserCursor cursor{customer, query, positionOf(page.users.front(), query.order),
                            positionOf(page.users.back(), query.order)};
    result.token = cursors_.seal(request.partner.id, CursorKind::Users, encode(cursor));
    return result;
}

UserQuery UserPaging::queryOf(const ApiRequest& request,
                              std::optional<accounts::DirectoryRole> role) const {
    UserQuery query;
    std::optional<UserCursor> cursor;
    if (!request.head.continuation_token.empty()) {
        cursor = decodeUserCursor(
            cursors_.open(request.partner.id, CursorKind::Users, request.head.continuation_token));
        if (cursor->customer != request.customer() || cursor->query.role != role)
            throw Error(ErrorKind::InvalidRequest, codes::kBadContinuationToken);
        query = cursor->query;
    } else {
        query.role = role;
        query.size = pageSizeOf(request.query);
        applyOrder(request.query, query);
        if (request.query.has("filter")) applyFilter(filterOf(request.query, Plus::IsBlank), query);
    }
    seek(seekOperationOf(request.query), cursor ? &*cursor : nullptr, request.query, query);
    return query;
}

void ListUsers::handle(const ApiRequest& request, http::Reply& reply) {
    const auto result = paging_.read(request, std::nullopt);
    const auto customer = request.customer();
    auto& out = reply.body;
    beginPage(out, result.page.users.size());
    for (const auto& user : result.page.users) {
        if (&user != &result.page.users.front()) out.push_back(',');
        writeUser(out, customer, user, nullptr);
    }
    endUsers(out, request, "/customers/" + customer.value.toString() + "/users", result);
}

void ListRoleMembers::handle(const ApiRequest& request, http::Reply& reply) {
    const auto role = roleOf(request);
    const auto& id = accounts::factOf(role).id;
    const auto result = paging_.read(request, role);
    auto& out = reply.body;
    beginPage(out, result.page.users.size());
    for (const auto& user : result.page.users) {
        if (&user != &result.page.users.front()) out.push_back(',');
        JsonWriter json(out);
        writeUserMember(json, user, id);
    }
    endUsers(out, request,
             "/customers/" + request.customer().value.toString() + "/directoryroles/" +
                 id.toString() + "/usermembers",
             result);
}

accounts::DirectoryRole roleOf(const ApiRequest& request) {
    const auto id = Uuid::parse(request.arguments[1]);
    const auto role = id ? accounts::directoryRoleWithId(*id) : std::nullopt;
    if (!role) throw Error(ErrorKind::NotFound, codes::kResourceAbsent);
    return *role;
}

}  // namespace concordat::api
