#include "core/api/handler_table.hpp"
#include "core/api/handlers/customer_json.hpp"
#include "core/api/handlers/handlers.hpp"
#include "core/api/handlers/paging.hpp"
#include "core/api/partner_api.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/text.hpp"

namespace concordat::api {
namespace {

using accounts::SelfServePermission;
using accounts::SelfServePermissions;
using accounts::SelfServePolicy;
using accounts::SelfServePolicyService;

constexpr Length kWord{0, 64};
constexpr Length kId{Uuid::kTextSize, Uuid::kTextSize};
constexpr std::string_view kResource = "AzureReservedInstances";
constexpr std::string_view kAction = "Purchase";

/// A member that has one word alone.
void requireWord(const JsonObject& object, std::string_view member, std::string_view word) {
    if (!equalsIgnoringCase(object.requireText(member, kWord), word))
        throw Error(ErrorKind::InvalidRequest, codes::kUnknownEnumValue, {object.pathOf(member)});
}

Uuid tenantOf(const JsonObject& object) {
    const auto id = Uuid::parse(object.requireText("tenantID", kId));
    if (!id)
        throw Error(ErrorKind::InvalidRequest, codes::kBadProperty, {object.pathOf("tenantID")});
    return *id;
}

/// Who pays is the partner that asks, whose id the body repeats.
void requireGrantor(const JsonObject& body, const PartnerId& partner) {
    const auto grantor = body.requireObject("grantor");
    requireWord(grantor, "grantorType", "billToPartner");
    if (tenantOf(grantor) != partner.value)
        throw Error(ErrorKind::InvalidRequest, codes::kBadProperty, {grantor.pathOf("tenantID")});
}

SelfServePermissions readPermissions(const JsonObject& body) {
    SelfServePermissions permissions;
    for (const auto& one : body.objects("permissions")) {
        requireWord(one, "resource", kResource);
        requireWord(one, "action", kAction);
        permissions.add(SelfServePermission::PurchaseAzureReservedInstances);
    }
    if (permissions == SelfServePermissions{})
        throw Error(ErrorKind::InvalidRequest, codes::kMemberMissing, {"permissions"});
    return permissions;
}

/// All of a policy but its id and version.
SelfServePolicy readPolicy(const JsonObject& body, const PartnerId& partner) {
    SelfServePolicy policy;
    const auto entity = body.requireObject("selfServeEntity");
    requireWord(entity, "selfServeEntityType", "customer");
    policy.customer = CustomerId{tenantOf(entity)};
    requireGrantor(body, partner);
    policy.permissions = readPermissions(body);
    return policy;
}

void write(JsonWriter& json, const PartnerId& partner, const SelfServePolicy& policy) {
    json.beginObject()
        .member("id", policy.id.value)
        .name("selfServeEntity")
        .beginObject()
        .member("selfServeEntityType", "customer")
        .member("tenantID", policy.customer.value)
        .endObject()
        .name("grantor")
        .beginObject()
        .member("grantorType", "billToPartner")
        .member("tenantID", partner.value)
        .endObject()
        .name("permissions")
        .beginArray();
    if (policy.permissions.has(SelfServePermission::PurchaseAzureReservedInstances))
        json.beginObject().member("resource", kResource).member("action", kAction).endObject();
    json.endArray()
        .name("attributes")
        .beginObject()
        .member("etag", std::string_view(etagOf(policy.version)))
        .member("objectType", "SelfServePolicy")
        .endObject()
        .endObject();
}

/// What every operation has.
class PolicyHandler : public Handler {
public:
    PolicyHandler(SelfServePolicyService& policies, ChangeWriter& changes)
        : policies_(policies), changes_(changes) {}

protected:
    /// The policy whose id is in the path.
    static SelfServePolicyId idOfPath(const ApiRequest& request) {
        const auto id = Uuid::parse(request.arguments[0]);
        if (!id) throw Error(ErrorKind::NotFound, codes::kUnknownSelfServePolicy);
        return {*id};
    }

    SelfServePolicyService& policies_;
    ChangeWriter& changes_;
};

/// POST /v1/SelfServePolicy
class CreatePolicy final : public PolicyHandler {
public:
    using PolicyHandler::PolicyHandler;

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto& partner = request.partner.id;
        const auto draft = readPolicy(*request.body, partner);
        auto planned =
            policies_.planAdd(partner, request.actor(), draft.customer, draft.permissions);
        reply.status = 201;
        JsonWriter json(reply.body);
        write(json, partner, planned.policy);
        changes_.apply(request, planned.changes, std::nullopt, reply);
    }
};

/// GET /v1/SelfServePolicy?entity_id=
class ListPolicies final : public PolicyHandler {
public:
    using PolicyHandler::PolicyHandler;

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto policies = policies_.list(request.partner.id, customerOf(request.query));
        beginPage(reply.body, policies.size());
        JsonWriter json(reply.body);
        for (const auto& policy : policies) write(json, request.partner.id, policy);
        endPage(reply.body,
                {request.query, "/SelfServePolicy", policies.size(), 0, {}, false, false});
    }

private:
    static CustomerId customerOf(const Query& query) {
        if (!query.has("entity_id"))
            throw Error(ErrorKind::InvalidRequest, codes::kMemberMissing, {"entity_id"});
        const auto id = Uuid::parse(query.text("entity_id"));
        if (!id) throw Error(ErrorKind::NotFound, codes::kUnknownTenant);
        return {*id};
    }
};

/// GET /v1/SelfServePolicy/{policy-id}
class GetPolicy final : public PolicyHandler {
public:
    using PolicyHandler::PolicyHandler;

    void handle(const ApiRequest& request, http::Reply& reply) override {
        JsonWriter json(reply.body);
        write(json, request.partner.id, policies_.get(request.partner.id, idOfPath(request)));
    }
};

/// PUT /v1/SelfServePolicy: the id is in the body.
class UpdatePolicy final : public PolicyHandler {
public:
    using PolicyHandler::PolicyHandler;

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto& partner = request.partner.id;
        const auto expected = expectedVersion(request.head, *request.body);
        auto change = readPolicy(*request.body, partner);
        change.id = idOf(request);
        auto planned = policies_.planUpdate(partner, request.actor(), change, expected);
        JsonWriter json(reply.body);
        write(json, partner, planned.policy);
        changes_.apply(request, planned.changes, expected, reply);
    }

private:
    /// Clients may repeat it in the path, where it must be the same.
    static SelfServePolicyId idOf(const ApiRequest& request) {
        const auto id = Uuid::parse(request.body->requireText("id", kWord));
        const bool named_otherwise =
            request.arguments.count > 0 && Uuid::parse(request.arguments[0]) != id;
        if (!id || named_otherwise)
            throw Error(ErrorKind::InvalidRequest, codes::kBadSelfServePolicyId, {"id"});
        return {*id};
    }
};

/// DELETE /v1/SelfServePolicy/{policy-id}
class DeletePolicy final : public PolicyHandler {
public:
    using PolicyHandler::PolicyHandler;

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto expected = expectedVersion(request.head);
        auto planned =
            policies_.planDelete(request.partner.id, request.actor(), idOfPath(request), expected);
        reply.status = 204;
        changes_.apply(request, planned.changes, expected, reply);
    }
};

}  // namespace

void addSelfServePolicyHandlers(HandlerTable& table, const HandlerNeeds& needs) {
    auto& policies = needs.dependencies.self_serve_policies;
    auto& changes = needs.changes;
    table.add({"self-serve-policy-create"}, std::make_unique<CreatePolicy>(policies, changes));
    table.add({"self-serve-policy-list"}, std::make_unique<ListPolicies>(policies, changes));
    table.add({"self-serve-policy-get"}, std::make_unique<GetPolicy>(policies, changes));
    table.add({"self-serve-policy-update"}, std::make_unique<UpdatePolicy>(policies, changes));
    table.add({"self-serve-policy-delete"}, std::make_unique<DeletePolicy>(policies, changes));
}

}  // namespace concordat::api
