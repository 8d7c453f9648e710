#include "core/api/handler_table.hpp"
#include "core/api/handlers/customer_json.hpp"
#include "core/api/handlers/handlers.hpp"
#include "core/api/partner_api.hpp"

namespace concordat::api {
namespace {

void fillBilling(http::Reply& reply, const accounts::Customer& customer) {
    reply.addHeader("ETag", etagOf(customer.version));
    JsonWriter json(reply.body);
    writeBillingProfile(json, reply.body, customer);
}

/// GET /v1/customers/{customer-id}/profiles/billing
class GetBillingProfile final : public Handler {
public:
    explicit GetBillingProfile(accounts::CustomerService& customers) : customers_(customers) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        fillBilling(reply, customers_.get(request.partner.id, request.customer()));
    }

private:
    accounts::CustomerService& customers_;
};

/// GET /v1/customers/{customer-id}/profiles/company
class GetCompanyProfile final : public Handler {
public:
    explicit GetCompanyProfile(accounts::CustomerService& customers) : customers_(customers) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto customer = customers_.get(request.partner.id, request.customer());
        reply.addHeader("ETag", etagOf(customer.version));
        JsonWriter json(reply.body);
        writeCompanyProfile(json, reply.body, customer);
    }

private:
    accounts::CustomerService& customers_;
};

/// PUT /v1/customers/{customer-id}/profiles/billing
class UpdateBillingProfile final : public Handler {
public:
    UpdateBillingProfile(accounts::CustomerService& customers, ChangeWriter& changes)
        : customers_(customers), changes_(changes) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto expected = expectedVersion(request.head, *request.body);
        auto profile = readBillingProfile(*request.body);
        auto planned = customers_.planBillingProfile(
            request.partner, request.actor(), request.customer(), expected, std::move(profile));
        fillBilling(reply, planned.customer);
        changes_.apply(request, planned.changes, expected, reply);
    }

private:
    accounts::CustomerService& customers_;
    ChangeWriter& changes_;
};

}  // namespace

void addCustomerProfileHandlers(HandlerTable& table, const HandlerNeeds& needs) {
    auto& customers = needs.dependencies.customers;
    table.add({"customer-billing-profile-get"}, std::make_unique<GetBillingProfile>(customers));
    table.add({"customer-company-profile-get"}, std::make_unique<GetCompanyProfile>(customers));
    table.add({"customer-billing-profile-update"},
              std::make_unique<UpdateBillingProfile>(customers, needs.changes));
}

}  // namespace concordat::api
