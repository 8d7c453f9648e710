#pragma once

#include <optional>

#include "core/accounts/user_service.hpp"
#include "core/api/cursor.hpp"
#include "core/api/handler.hpp"

namespace concordat::api {

/// A page of a customer's users as it was asked for: by a continuation token, which brings size,
/// order and filter along, or by the query.
class UserPaging {
public:
    /// Borrows both.
    UserPaging(accounts::UserService& users, const CursorSigner& cursors)
        : users_(users), cursors_(cursors) {}

    /// What was found, and how it goes on.
    struct Result {
        accounts::UserPage page;
        std::string token;  ///< empty when there are no other pages
        std::uint32_t size = 0;
    };

    /// The page that `request` asks for of the users with `role` (none: all). @throws Error
    /// InvalidRequest for a size, order, filter or token that is not in order
    [[nodiscard]] Result read(const ApiRequest& request,
                              std::optional<accounts::DirectoryRole> role) const;

private:
    [[nodiscard]] accounts::UserQuery queryOf(const ApiRequest& request,
                                              std::optional<accounts::DirectoryRole> role) const;

    accounts::UserService& users_;  // not owned; outlives this
    const CursorSigner& cursors_;   // likewise
};

/// GET /v1/customers/{customer-id}/users: active users, or with a filter on UserState deleted ones.
class ListUsers final : public Handler {
public:
    /// Borrows both.
    ListUsers(accounts::UserService& users, const CursorSigner& cursors)
        : paging_(users, cursors) {}

    void handle(const ApiRequest& request, http::Reply& reply) override;

private:
    UserPaging paging_;
};

/// GET /v1/customers/{customer-id}/directoryroles/{role-id}/usermembers
class ListRoleMembers final : public Handler {
public:
    /// Borrows both.
    ListRoleMembers(accounts::UserService& users, const CursorSigner& cursors)
        : paging_(users, cursors) {}

    void handle(const ApiRequest& request, http::Reply& reply) override;

private:
    UserPaging paging_;
};

/// The role whose id is the second place of the path. @throws Error NotFound (kResourceAbsent)
[[nodiscard]] accounts::DirectoryRole roleOf(const ApiRequest& request);

}  // namespace concordat::api
