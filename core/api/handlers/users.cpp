#include "core/api/handler_table.hpp"
#include "core/api/handlers/handlers.hpp"
#include "core/api/handlers/user_json.hpp"
#include "core/api/handlers/user_list.hpp"
#include "core/api/partner_api.hpp"

namespace concordat::api {
namespace {

using accounts::UserService;

constexpr std::size_t kUser = 1;  // its place in the path

/// What every operation on one user has.
class UserHandler : public Handler {
public:
    UserHandler(UserService& users, ChangeWriter& changes) : users_(users), changes_(changes) {}

protected:
    /// Writes the user as it will be, and makes it so.
    void finish(const ApiRequest& request, accounts::PlannedUser& planned,
                const PasswordShown* password, http::Reply& reply) {
        writeUser(reply.body, request.customer(), planned.user, password);
        changes_.apply(request, planned.changes, std::nullopt, reply);
    }

    UserService& users_;
    ChangeWriter& changes_;
};

/// POST /v1/customers/{customer-id}/users
class CreateUser final : public UserHandler {
public:
    using UserHandler::UserHandler;

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto customer = request.customer();
        auto details = readNewUser(*request.body);
        auto password = readPassword(*request.body);
        auto planned = users_.planAdd(request.partner, request.actor(), customer,
                                      {std::move(details), std::move(password.chosen)});
        const PasswordShown shown{planned.user.password.must_change, planned.password};
        // 200 and not 201, as in the partner API.
        finish(request, planned, &shown, reply);
    }
};

/// GET /v1/customers/{customer-id}/users/{user-id}
class GetUser final : public Handler {
public:
    explicit GetUser(UserService& users) : users_(users) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto customer = request.customer();
        writeUser(reply.body, customer,
                  users_.get(request.partner.id, customer, request.user(kUser)), nullptr);
    }

private:
    UserService& users_;
};

/// PATCH /v1/customers/{customer-id}/users/{user-id} with details
class UpdateUser final : public UserHandler {
public:
    using UserHandler::UserHandler;

    void handle(const ApiRequest& request, http::Reply& reply) override {
        auto planned = users_.planUpdate(request.partner, request.actor(), request.customer(),
                                         request.user(kUser), readUserChange(*request.body));
        finish(request, planned, nullptr, reply);
    }
};

/// PATCH /v1/customers/{customer-id}/users/{user-id} with a password profile
class ResetPassword final : public UserHandler {
public:
    using UserHandler::UserHandler;

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto customer = request.customer();
        const auto user = request.user(kUser);
        auto password = readPassword(*request.body);
        auto planned = users_.planPassword(request.partner, request.actor(), customer, user,
                                           std::move(password.chosen), password.must_change);
        const PasswordShown shown{password.must_change, planned.password};
        finish(request, planned, &shown, reply);
    }
};

/// PATCH /v1/customers/{customer-id}/users/{user-id} with the state "active" and nothing else
class RestoreUser final : public UserHandler {
public:
    RestoreUser(UserService& users, commerce::LicenceService& licences, ChangeWriter& changes)
        : UserHandler(users, changes), licences_(licences) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto customer = request.customer();
        auto planned =
            licences_.planRestore(request.partner, request.actor(), customer, request.user(kUser));
        // An active one stays what it is.
        if (planned.changes.changes.empty())
            return writeUser(reply.body, customer, planned.user, nullptr);
        finish(request, planned, nullptr, reply);
    }

private:
    commerce::LicenceService& licences_;
};

/// DELETE /v1/customers/{customer-id}/users/{user-id}
class DeleteUser final : public UserHandler {
public:
    using UserHandler::UserHandler;

    void handle(const ApiRequest& request, http::Reply& reply) override {
        auto planned = users_.planDelete(request.partner, request.actor(), request.customer(),
                                         request.user(kUser));
        reply.status = 204;
        changes_.apply(request, planned.changes, std::nullopt, reply);
    }
};

}  // namespace

void addUserHandlers(HandlerTable& table, const HandlerNeeds& needs) {
    auto& users = needs.dependencies.users;
    auto& changes = needs.changes;
    table.add({"customer-user-create"}, std::make_unique<CreateUser>(users, changes));
    table.add({"customer-user-list", "customer-user-list-deleted"},
              std::make_unique<ListUsers>(users, needs.cursors));
    table.add({"customer-user-get"}, std::make_unique<GetUser>(users));
    table.add({"customer-user-update"}, std::make_unique<UpdateUser>(users, changes));
    table.add({"customer-user-password-reset"}, std::make_unique<ResetPassword>(users, changes));
    table.add({"customer-user-restore"},
              std::make_unique<RestoreUser>(users, needs.dependencies.licences, changes));
    table.add({"customer-user-delete"}, std::make_unique<DeleteUser>(users, changes));
}

}  // namespace concordat::api
