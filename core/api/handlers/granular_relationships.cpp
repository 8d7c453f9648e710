#include "core/api/error_border.hpp"
#include "core/api/handler_table.hpp"
#include "core/api/handlers/commerce_json.hpp"
#include "core/api/handlers/customer_json.hpp"
#include "core/api/handlers/granular_json.hpp"
#include "core/api/handlers/handlers.hpp"
#include "core/api/partner_api.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/json_writer.hpp"
#include "core/base/sha256.hpp"

namespace concordat::api {
namespace {

using relationships::GranularDraft;
using relationships::GranularId;
using relationships::GranularService;
using relationships::PlannedGranular;

constexpr int kMade = 201;
constexpr int kNoContent = 204;
constexpr std::size_t kRelationship = 1;  // its place in the path

/// Text that is no identifier is the id of no relationship.
GranularId relationshipOf(const ApiRequest& request) {
    return {Uuid::parse(request.arguments[kRelationship]).value_or(Uuid{})};
}

void fill(http::Reply& reply, const relationships::GranularRelationship& one) {
    reply.addHeader("ETag", etagOf(one.version));
    writeGranular(reply.body, one);
}

/// What every operation that changes one has.
class GranularHandler : public Handler {
public:
    GranularHandler(GranularService& service, ChangeWriter& changes, const ApiDependencies& of)
        : service_(service), changes_(changes), dependencies_(of) {}

protected:
    GranularService& service_;
    ChangeWriter& changes_;
    const ApiDependencies& dependencies_;
};

/// POST /v1/customers/{customer-id}/delegatedAdminRelationships
class CreateGranular final : public GranularHandler {
public:
    using GranularHandler::GranularHandler;

    void handle(const ApiRequest& request, http::Reply& reply) override {
        auto planned = service_.planAdd(request.partner, request.actor(), request.customer(),
                                        readGranularDraft(*request.body));
        reply.status = kMade;
        fill(reply, planned.relationship);
        changes_.apply(request, planned.changes, std::nullopt, reply);
    }
};

/// POST /v1/delegatedAdminRelationships: the same draft for several customers. Each is a change of
/// its own, under an id of its own that is made from the request's, so that repeating the request
/// adds only what is missing.
class CreateGranularForMany final : public GranularHandler {
public:
    using GranularHandler::GranularHandler;

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto draft = readGranularDraft(*request.body);
        const auto customers = readCustomers(*request.body);
        writeCollection(reply.body, customers, [&](const CustomerId& customer) {
            http::Reply own;
            const bool added = add(request, customer, draft, own);
            reply.body.append(R"({"customer":{"tenantId":")")
                .append(customer.value.toString())
                .append(added ? R"("},"status":"created","relationship":)"
                              : R"("},"status":"refused","error":)")
                .append(own.body)
                .push_back('}');
        });
    }

private:
    /// Fills the reply that is the customer's own; false when it is a refusal. That the store does
    /// not answer is no customer's refusal but the whole request's failure.
    bool add(const ApiRequest& request, const CustomerId& customer, const GranularDraft& draft,
             http::Reply& own) {
        auto one = request;
        if (request.request_id) one.request_id = idFor(*request.request_id, customer);
        try {
            auto planned = service_.planAdd(request.partner, request.actor(), customer, draft);
            own.status = kMade;
            fill(own, planned.relationship);
            changes_.apply(one, planned.changes, std::nullopt, own);
            return true;
        } catch (const Error& refused) {
            if (httpStatusFor(refused.kind()) >= 500) throw;
            writeError(own, refused, request.language, &dependencies_.cloud.facts(),
                       request.own_language);
            return false;
        }
    }

    static RequestId idFor(const RequestId& request, const CustomerId& customer) {
        const auto bytesOf = [](const Uuid& id) {
            return std::string_view(reinterpret_cast<const char*>(id.bytes.data()),
                                    id.bytes.size());
        };
        const auto hash = sha256({bytesOf(request.value), bytesOf(customer.value)});
        RequestId id;
        std::copy_n(hash.begin(), id.value.bytes.size(), id.value.bytes.begin());
        return id;
    }
};

/// GET /v1/customers/{customer-id}/delegatedAdminRelationships
class ListGranular final : public GranularHandler {
public:
    using GranularHandler::GranularHandler;

    void handle(const ApiRequest& request, http::Reply& reply) override {
        writeCollection(reply.body, service_.list(request.partner.id, request.customer()),
                        [&](const auto& one) { writeGranular(reply.body, one); });
    }
};

/// GET /v1/customers/{customer-id}/delegatedAdminRelationships/{relationship-id}
class GetGranular final : public GranularHandler {
public:
    using GranularHandler::GranularHandler;

    void handle(const ApiRequest& request, http::Reply& reply) override {
        fill(reply, service_.get(request.partner.id, request.customer(), relationshipOf(request)));
    }
};

/// The version that the caller saw, of an operation without a body.
std::optional<ExpectedVersion> expectedOf(const ApiRequest& request) {
    const JsonDocument nothing("{}");
    const auto none = nothing.root();
    return expectedVersion(request.head, request.body == nullptr ? none : *request.body);
}

/// DELETE /v1/customers/{customer-id}/delegatedAdminRelationships/{relationship-id}: of a draft.
class DeleteGranular final : public GranularHandler {
public:
    using GranularHandler::GranularHandler;

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto expected = expectedOf(request);
        auto planned = service_.planDelete(request.partner.id, request.actor(), request.customer(),
                                           relationshipOf(request), expected);
        reply.status = kNoContent;
        changes_.apply(request, planned.changes, expected, reply);
    }
};

/// POST /v1/customers/{customer-id}/delegatedAdminRelationships/{relationship-id}/requests
class RequestGranular final : public GranularHandler {
public:
    using GranularHandler::GranularHandler;

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto action = request.body->requireText("action", {1, 32});
        const auto expected = expectedOf(request);
        auto planned = plan(request, action, expected);
        const auto& entry = planned.changes.entry;
        reply.status = kMade;
        reply.addHeader("ETag", etagOf(planned.relationship.version));
        JsonWriter json(reply.body);
        json.beginObject()
            .member("id", entry.id)
            .member("action", action)
            .member("status", "succeeded")
            .member("createdDateTime", entry.at)
            .member("lastModifiedDateTime", entry.at);
        if (!planned.link.empty()) json.member("url", dependencies_.consent_url + planned.link);
        json.name("attributes").beginObject();
        json.member("objectType", "DelegatedAdminRelationshipRequest").endObject().endObject();
        changes_.apply(request, planned.changes, expected, reply);
    }

private:
    PlannedGranular plan(const ApiRequest& request, std::string_view action,
                         std::optional<ExpectedVersion> expected) {
        const auto customer = request.customer();
        const auto id = relationshipOf(request);
        if (action == "terminate")
            return service_.planTermination(request.partner.id, request.actor(), customer, id,
                                            expected);
        if (action != "lockForApproval")
            throw Error(ErrorKind::InvalidRequest, codes::kUnknownEnumValue, {"action"});
        // A link that leads nowhere is none.
        if (dependencies_.consent_url.empty())
            throw Error(ErrorKind::NotBuilt, codes::kNotBuilt, {std::string(request.operation.id)});
        return service_.planLock(request.partner, request.actor(), customer, id, expected);
    }
};

}  // namespace

void addGranularHandlers(HandlerTable& table, const HandlerNeeds& needs) {
    const auto make = [&]<typename Kind>(std::type_identity<Kind>) {
        return std::make_unique<Kind>(needs.dependencies.granular, needs.changes,
                                      needs.dependencies);
    };
    table.add({"granular-relationship-create"}, make(std::type_identity<CreateGranular>{}));
    table.add({"granular-relationship-create-bulk"},
              make(std::type_identity<CreateGranularForMany>{}));
    table.add({"granular-relationship-list"}, make(std::type_identity<ListGranular>{}));
    table.add({"granular-relationship-get"}, make(std::type_identity<GetGranular>{}));
    table.add({"granular-relationship-delete"}, make(std::type_identity<DeleteGranular>{}));
    table.add({"granular-relationship-request"}, make(std::type_identity<RequestGranular>{}));
}

}  // namespace concordat::api
