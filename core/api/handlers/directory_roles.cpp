#include "core/api/handler_table.hpp"
#include "core/api/handlers/handlers.hpp"
#include "core/api/handlers/paging.hpp"
#include "core/api/handlers/user_json.hpp"
#include "core/api/handlers/user_list.hpp"
#include "core/api/partner_api.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"

namespace concordat::api {
namespace {

using accounts::DirectoryRole;
using accounts::UserService;

constexpr Length kId{Uuid::kTextSize, Uuid::kTextSize};

/// Writes the roles for which `shown` holds as a collection.
template <typename Shown>
void writeRoles(const ApiRequest& request, std::string_view collection, Shown shown,
                http::Reply& reply) {
    std::string items;
    std::size_t count = 0;
    JsonWriter json(items);
    for (const auto& role : accounts::directoryRoles()) {
        if (!shown(role.role)) continue;
        writeDirectoryRole(json, role);
        ++count;
    }
    beginPage(reply.body, count);
    reply.body += items;
    endPage(reply.body, {request.query, collection, count, 0, {}, false, false});
}

std::string pathOf(const ApiRequest& request) {
    return "/customers/" + request.customer().value.toString();
}

/// GET /v1/customers/{customer-id}/directoryroles: every customer's directory has them all.
class ListRoles final : public Handler {
public:
    explicit ListRoles(accounts::CustomerService& customers) : customers_(customers) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        (void)customers_.get(request.partner.id, request.customer());
        writeRoles(
            request, pathOf(request) + "/directoryroles", [](auto) { return true; }, reply);
    }

private:
    accounts::CustomerService& customers_;
};

/// GET /v1/customers/{customer-id}/users/{user-id}/directoryroles
class ListRolesOfUser final : public Handler {
public:
    explicit ListRolesOfUser(UserService& users) : users_(users) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto user = users_.get(request.partner.id, request.customer(), request.user(1));
        writeRoles(
            request, pathOf(request) + "/users/" + user.id.value.toString() + "/directoryroles",
            [&](DirectoryRole role) { return user.roles.has(role); }, reply);
    }

private:
    UserService& users_;
};

UserId memberOf(const JsonObject& body) {
    const auto id = Uuid::parse(body.requireText("id", kId));
    if (!id) throw Error(ErrorKind::InvalidRequest, codes::kBadProperty, {body.pathOf("id")});
    return UserId{*id};
}

/// POST /v1/customers/{customer-id}/directoryroles/{role-id}/usermembers
class AddRoleMember final : public Handler {
public:
    AddRoleMember(UserService& users, ChangeWriter& changes) : users_(users), changes_(changes) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto role = roleOf(request);
        auto planned = users_.planRole(request.partner, request.actor(), request.customer(),
                                       memberOf(*request.body), role, true);
        reply.status = 201;
        JsonWriter json(reply.body);
        writeUserMember(json, planned.user, accounts::factOf(role).id);
        changes_.apply(request, planned.changes, std::nullopt, reply);
    }

private:
    UserService& users_;
    ChangeWriter& changes_;
};

/// DELETE /v1/customers/{customer-id}/directoryroles/{role-id}/usermembers/{user-id}
class RemoveRoleMember final : public Handler {
public:
    RemoveRoleMember(UserService& users, ChangeWriter& changes)
        : users_(users), changes_(changes) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        auto planned = users_.planRole(request.partner, request.actor(), request.customer(),
                                       request.user(2), roleOf(request), false);
        reply.status = 204;
        changes_.apply(request, planned.changes, std::nullopt, reply);
    }

private:
    UserService& users_;
    ChangeWriter& changes_;
};

}  // namespace

void addDirectoryRoleHandlers(HandlerTable& table, const HandlerNeeds& needs) {
    auto& users = needs.dependencies.users;
    table.add({"customer-roles-list"}, std::make_unique<ListRoles>(needs.dependencies.customers));
    table.add({"customer-user-roles-list"}, std::make_unique<ListRolesOfUser>(users));
    table.add({"customer-role-members-list"},
              std::make_unique<ListRoleMembers>(users, needs.cursors));
    table.add({"customer-role-member-add"}, std::make_unique<AddRoleMember>(users, needs.changes));
    table.add({"customer-role-member-remove"},
              std::make_unique<RemoveRoleMember>(users, needs.changes));
}

}  // namespace concordat::api
