#include "core/api/handler_table.hpp"
#include "core/api/handlers/commerce_json.hpp"
#include "core/api/handlers/customer_json.hpp"
#include "core/api/handlers/handlers.hpp"
#include "core/api/partner_api.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"

namespace concordat::api {
namespace {

using commerce::OrderService;

constexpr std::size_t kOrder = 1;  // its place in the path

/// POST /v1/customers/{customer-id}/orders, with resellers on record or without.
class CreateOrder final : public Handler {
public:
    CreateOrder(OrderService& orders, relationships::ResellerService& resellers,
                ChangeWriter& changes)
        : orders_(orders), resellers_(resellers), changes_(changes) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto customer = request.customer();
        auto planned =
            orders_.plan(request.partner, request.actor(), customer, readOrder(*request.body));
        const auto& order = planned.order;
        if (auto on_record = resellersOf(order); !on_record.empty())
            resellers_.holdResellers(planned.changes, request.partner, customer,
                                     std::move(on_record));
        reply.status = 201;
        reply.addHeader("Location", "/v1/customers/" + customer.value.toString() + "/orders/" +
                                        order.id.value.toString());
        reply.addHeader("ETag", etagOf(order.version));
        writeOrder(reply.body, customer, order);
        changes_.apply(request, planned.changes, std::nullopt, reply);
    }

private:
    static std::vector<std::string> resellersOf(const commerce::Order& order) {
        std::vector<std::string> all;
        for (const auto& line : order.lines)
            if (!line.partner_on_record.empty()) all.push_back(line.partner_on_record);
        return all;
    }

    OrderService& orders_;
    relationships::ResellerService& resellers_;
    ChangeWriter& changes_;
};

/// GET /v1/customers/{customer-id}/orders
class ListOrders final : public Handler {
public:
    explicit ListOrders(OrderService& orders) : orders_(orders) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto customer = request.customer();
        writeCollection(reply.body, orders_.orders(request.partner.id, customer),
                        [&](const auto& order) { writeOrder(reply.body, customer, order); });
    }

private:
    OrderService& orders_;
};

/// GET /v1/customers/{customer-id}/orders/{order-id}
class GetOrder final : public Handler {
public:
    explicit GetOrder(OrderService& orders) : orders_(orders) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto customer = request.customer();
        const auto id = Uuid::parse(request.arguments[kOrder]);
        // Asked for all the same, so that another partner's customer is told first.
        const auto order =
            orders_.get(request.partner.id, customer, commerce::OrderId{id.value_or(Uuid{})});
        reply.addHeader("ETag", etagOf(order.version));
        writeOrder(reply.body, customer, order);
    }

private:
    OrderService& orders_;
};

}  // namespace

void addOrderHandlers(HandlerTable& table, const HandlerNeeds& needs) {
    auto& orders = needs.dependencies.orders;
    table.add({"order-create", "order-create-for-indirect-reseller"},
              std::make_unique<CreateOrder>(orders, needs.dependencies.resellers, needs.changes));
    table.add({"order-list"}, std::make_unique<ListOrders>(orders));
    table.add({"order-get"}, std::make_unique<GetOrder>(orders));
}

}  // namespace concordat::api
