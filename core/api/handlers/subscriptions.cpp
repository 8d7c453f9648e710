#include <functional>

#include "core/api/handler_table.hpp"
#include "core/api/handlers/commerce_json.hpp"
#include "core/api/handlers/customer_json.hpp"
#include "core/api/handlers/handlers.hpp"
#include "core/api/handlers/subscription_export.hpp"
#include "core/api/partner_api.hpp"
#include "core/api/request_head.hpp"

namespace concordat::api {
namespace {

using commerce::Subscription;
using commerce::SubscriptionId;
using commerce::SubscriptionService;
using relationships::ResellerService;

constexpr std::size_t kSubscription = 1;  // its place in the path

/// Text that is no identifier is the id of no subscription.
SubscriptionId subscriptionOf(const ApiRequest& request) {
    return {Uuid::parse(request.arguments[kSubscription]).value_or(Uuid{})};
}

/// Those of an order, or of a reseller of record, where the query names one.
SubscriptionFilter filterOf(const ApiRequest& request) {
    if (request.query.has("order_id")) {
        const auto order = Uuid::parse(request.query.text("order_id")).value_or(Uuid{});
        return [order](const Subscription& one) { return one.order.value == order; };
    }
    if (!request.query.has("mpn_id")) return {};
    const std::string mpn_id(request.query.text("mpn_id"));
    // Without a reseller of record, the partner's own.
    const bool own = request.partner.mpn_id == mpn_id;
    return [mpn_id, own](const Subscription& one) {
        return one.partner_on_record.empty() ? own : one.partner_on_record == mpn_id;
    };
}

/// What every operation on subscriptions has.
class SubscriptionHandler : public Handler {
public:
    SubscriptionHandler(SubscriptionService& subscriptions, ChangeWriter& changes,
                        const rules::Cloud& cloud)
        : subscriptions_(subscriptions), changes_(changes), catalogue_(cloud.facts()) {}

protected:
    void fill(http::Reply& reply, const CustomerId& customer,
              const Subscription& subscription) const {
        reply.addHeader("ETag", etagOf(subscription.version));
        writeSubscription(reply.body, catalogue_, customer, subscription);
    }

    SubscriptionService& subscriptions_;
    ChangeWriter& changes_;
    commerce::Catalogue catalogue_;
};

/// GET /v1/customers/{customer-id}/subscriptions, all or those of `order_id` or `mpn_id`
class ListSubscriptions final : public SubscriptionHandler {
public:
    using SubscriptionHandler::SubscriptionHandler;

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto& partner = request.partner.id;
        const auto customer = request.customer();
        auto filter = filterOf(request);
        if (asksForCsv(request.head))
            return replyWithSubscriptions(subscriptions_, partner, customer, std::move(filter),
                                          reply);
        auto all = subscriptions_.subscriptions(partner, customer);
        if (filter) std::erase_if(all, std::not_fn(filter));
        writeCollection(reply.body, all, [&](const auto& one) {
            writeSubscription(reply.body, catalogue_, customer, one);
        });
    }
};

/// GET /v1/customers/{customer-id}/subscriptions/{subscription-id}
class GetSubscription final : public SubscriptionHandler {
public:
    using SubscriptionHandler::SubscriptionHandler;

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto customer = request.customer();
        fill(reply, customer,
             subscriptions_.get(request.partner.id, customer, subscriptionOf(request)));
    }
};

/// PATCH /v1/customers/{customer-id}/subscriptions/{subscription-id}: clients send the whole
/// subscription, so that the operation tells only the first of what differs.
class ChangeSubscription final : public SubscriptionHandler {
public:
    using SubscriptionHandler::SubscriptionHandler;

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto customer = request.customer();
        const auto expected = expectedVersion(request.head, *request.body);
        auto planned = subscriptions_.planChange(request.partner, request.actor(), customer,
                                                 subscriptionOf(request), expected,
                                                 readSubscriptionChange(*request.body));
        fill(reply, customer, planned.subscription);
        changes_.apply(request, planned.changes, expected, reply);
    }
};

/// What both operations on support contacts have.
class SupportContactHandler : public Handler {
public:
    SupportContactHandler(SubscriptionService& subscriptions, ResellerService& resellers,
                          ChangeWriter& changes)
        : subscriptions_(subscriptions), resellers_(resellers), changes_(changes) {}

protected:
    SubscriptionService& subscriptions_;
    ResellerService& resellers_;
    ChangeWriter& changes_;
};

/// GET /v1/customers/{customer-id}/subscriptions/{subscription-id}/supportcontact
class GetSupportContact final : public SupportContactHandler {
public:
    using SupportContactHandler::SupportContactHandler;

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto& partner = request.partner;
        auto contact =
            subscriptions_.get(partner.id, request.customer(), subscriptionOf(request)).support;
        // A reseller that has the customer no longer gives no support either.
        if (contact && contact->partner != partner.id &&
            !resellers_.serves(partner, request.customer(), contact->partner))
            contact.reset();
        writeSupportContact(reply.body, contact.value_or(commerce::SupportContact{
                                            partner.id, partner.mpn_id, partner.name}));
    }
};

/// PUT /v1/customers/{customer-id}/subscriptions/{subscription-id}/supportcontact
class UpdateSupportContact final : public SupportContactHandler {
public:
    using SupportContactHandler::SupportContactHandler;

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto& partner = request.partner;
        const auto customer = request.customer();
        const auto contact = readSupportContact(*request.body);
        auto planned = subscriptions_.planSupport(partner, request.actor(), customer,
                                                  subscriptionOf(request), contact);
        if (contact.partner != partner.id)
            resellers_.holdSupport(planned.changes, partner, customer, contact.partner,
                                   contact.mpn_id);
        writeSupportContact(reply.body, *planned.subscription.support);
        changes_.apply(request, planned.changes, std::nullopt, reply);
    }
};

}  // namespace

void addSubscriptionHandlers(HandlerTable& table, const HandlerNeeds& needs) {
    const auto& dependencies = needs.dependencies;
    const auto make = [&]<typename Kind>(std::type_identity<Kind>) {
        return std::make_unique<Kind>(dependencies.subscriptions, needs.changes,
                                      dependencies.cloud);
    };
    table.add({"subscription-list", "subscription-list-by-order", "subscription-list-by-partner"},
              make(std::type_identity<ListSubscriptions>{}));
    table.add({"subscription-get"}, make(std::type_identity<GetSubscription>{}));
    table.add({"subscription-suspend", "subscription-reactivate", "subscription-quantity-change",
               "subscription-rename"},
              make(std::type_identity<ChangeSubscription>{}));
    table.add({"subscription-support-contact-get"},
              std::make_unique<GetSupportContact>(dependencies.subscriptions,
                                                  dependencies.resellers, needs.changes));
    table.add({"subscription-support-contact-update"},
              std::make_unique<UpdateSupportContact>(dependencies.subscriptions,
                                                     dependencies.resellers, needs.changes));
}

}  // namespace concordat::api
