#include "core/commerce/order_service.hpp"

#include <algorithm>
#include <chrono>
#include <map>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/commerce/offer_rules.hpp"

namespace concordat::commerce {
namespace {

using accounts::Customer;

constexpr std::chrono::days kTrial{30};

/// The lines' numbers are 0 to n-1, in whatever order they come.
void requireNumbers(const OrderDraft& draft) {
    if (draft.lines.empty())
        throw Error(ErrorKind::InvalidRequest, codes::kMemberMissing, {"lineItems"});
    std::vector<bool> seen(draft.lines.size());
    for (const auto& line : draft.lines) {
        if (line.number >= seen.size() || seen[line.number])
            throw Error(ErrorKind::InvalidRequest, codes::kLineItemNumber);
        seen[line.number] = true;
    }
}

Instant endOfTerm(Instant from, bool trial) {
    if (trial) return from + kTrial;
    const auto day = std::chrono::floor<std::chrono::days>(from);
    auto date = std::chrono::year_month_day(day) + std::chrono::years(1);
    // From 29 February to the last of the month.
    if (!date.ok()) date = date.year() / date.month() / std::chrono::last;
    return Instant(std::chrono::sys_days(date) + (from - day));
}

Subscription subscriptionOf(const Order& order, const OrderLine& line,
                            const rules::OfferFact& offer) {
    Subscription one;
    one.id.value = makeUuid(order.created);
    one.order = order.id;
    one.line = line.number;
    one.offer_id = offer.id;
    one.sku_id = offer.sku_id;
    one.friendly_name = line.friendly_name.empty() ? offer.name : line.friendly_name;
    one.quantity = line.quantity;
    one.ordered_quantity = line.quantity;
    one.cycle = order.cycle;
    one.created = order.created;
    one.partner_on_record = line.partner_on_record;
    one.commitment_end = endOfTerm(order.created, offer.trial);
    return one;
}

/// Guards of an offer that a customer may have only so many subscriptions of, of which the order
/// adds `added`.
void limitOffer(changes::ChangeSet& set, const CustomerId& customer, const rules::OfferFact& offer,
                std::uint32_t added) {
    if (offer.limit == 0) return;
    if (added > offer.limit) throw Error(ErrorKind::InvalidRequest, codes::kOfferLimitReached);
    set.changes.emplace_back(changes::LimitOffer{customer, offer.id, offer.limit - added + 1,
                                                 offer.limit_unit == "lifetime"});
}

/// Guards of all that the order limits. What a customer has, or buys with the trial, is not tried.
void limitOffers(changes::ChangeSet& set, const CustomerId& customer, const Catalogue& catalogue,
                 const Order& order) {
    std::map<std::string_view, std::uint32_t> lines;
    for (const auto& line : order.lines) ++lines[line.offer_id];
    for (const auto& [id, added] : lines) {
        const auto& offer = *catalogue.find(id);
        limitOffer(set, customer, offer, added);
        if (!offer.trial) continue;
        for (const auto& bought : offer.conversions) {
            if (lines.contains(bought))
                throw Error(ErrorKind::InvalidRequest, codes::kOfferLimitReached);
            set.changes.emplace_back(changes::LimitOffer{customer, bought, 1, true});
        }
    }
}

audit::Entry entryFor(const partners::Partner& partner, const audit::Actor& actor,
                      const Customer& customer, const Order& order) {
    auto entry = audit::entryBy(actor, partner.id, audit::ResourceType::Order,
                                audit::OperationType::CreateOrder);
    entry.customer = customer.id;
    entry.customer_name = customer.company_name;
    auto& data = entry.customized_data;
    data = {{"OrderId", order.id.value.toString()},
            {"BillingCycle", std::string(nameOf(order.cycle))}};
    for (const auto& line : order.lines) {
        const auto number = "-" + std::to_string(line.line);
        data.emplace_back("OfferId" + number, line.offer_id);
        data.emplace_back("SubscriptionId" + number, line.id.value.toString());
        data.emplace_back("SubscriptionName" + number, line.friendly_name);
        data.emplace_back("Quantity" + number, std::to_string(line.quantity));
        if (!line.partner_on_record.empty())
            data.emplace_back("PartnerIdOnRecord" + number, line.partner_on_record);
    }
    return entry;
}

}  // namespace

std::vector<Order> OrderService::orders(const PartnerId& partner, const CustomerId& customer) {
    (void)customers_.get(partner, customer);
    return store_.orders(partner, customer);
}

Order OrderService::get(const PartnerId& partner, const CustomerId& customer, const OrderId& id) {
    for (auto& order : orders(partner, customer))
        if (order.id == id) return std::move(order);
    throw Error(ErrorKind::NotFound, codes::kUnknownOrder);
}

void OrderService::addLines(Order& order, const partners::Partner& partner,
                            const Customer& customer, const OrderDraft& draft) const {
    for (const auto& line : draft.lines) {
        const auto& offer =
            requireOffer(catalogue_, line.offer_id, customer.billing.default_address.country);
        requireCycle(offer, draft.cycle);
        requireQuantity(facts_, partner, offer, line.quantity);
        order.lines.push_back(subscriptionOf(order, line, offer));
    }
    std::sort(order.lines.begin(), order.lines.end(),
              [](const auto& a, const auto& b) { return a.line < b.line; });
}

void OrderService::limitSandbox(changes::ChangeSet& set, const CustomerId& customer,
                                std::size_t added) {
    const auto most = facts_.sandbox_subscriptions;
    // Asked here as well, so that the error says which limit it is: a guard that fails does not.
    if (store_.subscriptions(set.partner, customer).size() + added > most)
        throw Error(ErrorKind::Forbidden, codes::kSandboxSubscriptions);
    set.changes.emplace_back(
        changes::LimitSubscriptions{customer, most - static_cast<std::uint32_t>(added) + 1});
}

PlannedOrder OrderService::plan(const partners::Partner& partner, const audit::Actor& actor,
                                const CustomerId& customer, const OrderDraft& draft) {
    const auto held = customers_.get(partner.id, customer);
    if (partner.state == partners::PartnerState::Suspended)
        throw Error(ErrorKind::Forbidden, codes::kProgrammeInactive);
    requireNumbers(draft);
    PlannedOrder planned;
    auto& order = planned.order;
    order.id.value = makeUuid(actor.at);
    order.cycle = draft.cycle;
    order.created = actor.at;
    addLines(order, partner, held, draft);
    auto& set = planned.changes;
    set.partner = partner.id;
    set.changes.emplace_back(changes::HoldRelationship{customer});
    if (partner.sandbox) limitSandbox(set, customer, order.lines.size());
    limitOffers(set, customer, catalogue_, order);
    set.changes.emplace_back(changes::AddOrder{customer, order});
    set.entry = entryFor(partner, actor, held, order);
    return planned;
}

}  // namespace concordat::commerce
