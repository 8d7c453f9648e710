#include "core/api/handler_table.hpp"
#include "core/api/handlers/customer_json.hpp"
#include "core/api/handlers/customer_list.hpp"
#include "core/api/handlers/handlers.hpp"
#include "core/api/partner_api.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/text.hpp"

namespace concordat::api {
namespace {

constexpr std::size_t kTypicalCustomer = 2048;

void fill(http::Reply& reply, const accounts::Customer& customer, const Credentials* credentials) {
    reply.body.reserve(kTypicalCustomer);
    reply.addHeader("ETag", etagOf(customer.version));
    writeCustomer(reply.body, customer, credentials);
}

/// Replies to a create, and makes it happen.
void applyCreate(const ApiRequest& request, accounts::PlannedCustomer& planned,
                 ChangeWriter& changes, http::Reply& reply) {
    const Credentials credentials{planned.user_name, planned.password};
    reply.status = 201;
    reply.addHeader("Location", "/v1/customers/" + planned.customer.id.value.toString());
    fill(reply, planned.customer, &credentials);
    changes.apply(request, planned.changes, std::nullopt, reply);
}

/// POST /v1/customers
class CreateCustomer final : public Handler {
public:
    CreateCustomer(accounts::CustomerService& customers, ChangeWriter& changes)
        : customers_(customers), changes_(changes) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        auto planned =
            customers_.planAdd(request.partner, request.actor(), readCustomerDraft(*request.body));
        applyCreate(request, planned, changes_, reply);
    }

private:
    accounts::CustomerService& customers_;
    ChangeWriter& changes_;
};

/// POST /v1/customers with an associated partner: a provider adds for one of its resellers.
class CreateForReseller final : public Handler {
public:
    CreateForReseller(accounts::CustomerService& customers,
                      relationships::RelationshipService& relationships, ChangeWriter& changes)
        : customers_(customers), relationships_(relationships), changes_(changes) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        constexpr Length kPartnerId{1, 64};
        const auto reseller = relationships_.requireReseller(
            request.partner.id, request.body->requireText("associatedPartnerId", kPartnerId));
        const auto actor = request.actor();
        auto planned = customers_.planAdd(request.partner, actor, readCustomerDraft(*request.body));
        relationships_.addShare(planned.changes, planned.customer, reseller, actor);
        applyCreate(request, planned, changes_, reply);
    }

private:
    accounts::CustomerService& customers_;
    relationships::RelationshipService& relationships_;
    ChangeWriter& changes_;
};

/// GET /v1/customers/{customer-id}
class GetCustomer final : public Handler {
public:
    explicit GetCustomer(accounts::CustomerService& customers) : customers_(customers) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        fill(reply, customers_.get(request.partner.id, request.customer()), nullptr);
    }

private:
    accounts::CustomerService& customers_;
};

/// DELETE /v1/customers/{customer-id}
class DeleteCustomer final : public Handler {
public:
    DeleteCustomer(accounts::CustomerService& customers, ChangeWriter& changes)
        : customers_(customers), changes_(changes) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        auto planned = customers_.planDelete(request.partner, request.actor(), request.customer());
        reply.status = 204;
        changes_.apply(request, planned.changes, std::nullopt, reply);
    }

private:
    accounts::CustomerService& customers_;
    ChangeWriter& changes_;
};

/// PATCH /v1/customers/{customer-id} with the relationship "none": ends the relationship.
class RemoveRelationship final : public Handler {
public:
    RemoveRelationship(accounts::CustomerService& customers, ChangeWriter& changes)
        : customers_(customers), changes_(changes) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        constexpr std::string_view kMember = "relationshipToPartner";
        const auto given = request.body->peek(kMember);
        if (given.empty())
            throw Error(ErrorKind::InvalidRequest, codes::kMemberMissing, {std::string(kMember)});
        // Here "none" is a wish, not the zero value, which clients write as "unknown".
        if (!equalsIgnoringCase(given, "none"))
            throw Error(ErrorKind::InvalidRequest, codes::kBadProperty, {std::string(kMember)});
        auto planned = customers_.planRemoval(request.partner, request.actor(), request.customer());
        fill(reply, planned.customer, nullptr);
        changes_.apply(request, planned.changes, std::nullopt, reply);
    }

private:
    accounts::CustomerService& customers_;
    ChangeWriter& changes_;
};

}  // namespace

void addCustomerHandlers(HandlerTable& table, const HandlerNeeds& needs) {
    auto& customers = needs.dependencies.customers;
    table.add({"customer-create"}, std::make_unique<CreateCustomer>(customers, needs.changes));
    table.add({"customer-create-for-indirect-reseller"},
              std::make_unique<CreateForReseller>(customers, needs.dependencies.relationships,
                                                  needs.changes));
    table.add({"customer-list", "customer-search", "customer-list-by-indirect-reseller"},
              std::make_unique<ListCustomers>(customers, needs.cursors));
    table.add({"customer-get"}, std::make_unique<GetCustomer>(customers));
    table.add({"customer-delete-sandbox"},
              std::make_unique<DeleteCustomer>(customers, needs.changes));
    table.add({"relationship-remove-customer"},
              std::make_unique<RemoveRelationship>(customers, needs.changes));
}

}  // namespace concordat::api
