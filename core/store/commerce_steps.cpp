#include <map>

#include "core/store/steps.hpp"

namespace concordat::store {
namespace {

using commerce::Subscription;
using commerce::SubscriptionStatus;

/// Stands for a support contact that nobody has set.
constexpr Uuid kNobody{};

std::int64_t enabledBy(const Subscription& subscription) {
    return subscription.status == SubscriptionStatus::Active ? subscription.quantity : 0;
}

/// Adds to what is enabled, or takes from it; what is consumed stays, so that it may be more.
void changeLicences(StepWriter& writer, const CustomerId& customer, std::string_view sku,
                    std::int64_t by) {
    if (by > 0)
        writer.add(
            StatementId::EnableLicences,
            {{"customer", customer}, {"sku", sku}, {"partner", writer.partner()}, {"added", by}},
            std::nullopt);
    else if (by < 0)
        writer.add(
            StatementId::DisableLicences,
            {{"removed", -by}, {"customer", customer}, {"sku", sku}, {"partner", writer.partner()}},
            std::nullopt);
}

/// What a subscription's statements have in common: all that may change of it.
std::vector<Parameter> changeable(const StepWriter& writer, const CustomerId& customer,
                                  const Subscription& subscription) {
    const auto& support = subscription.support;
    return {{"friendly_name", std::string_view(subscription.friendly_name)},
            {"quantity", subscription.quantity},
            {"status", static_cast<std::int64_t>(subscription.status)},
            {"suspended", subscription.suspended.value_or(Instant{})},
            {"partner_on_record", std::string_view(subscription.partner_on_record)},
            {"support_partner", support ? support->partner.value : kNobody},
            {"support_mpn_id", support ? std::string_view(support->mpn_id) : std::string_view()},
            {"support_name", support ? std::string_view(support->name) : std::string_view()},
            {"customer", customer},
            {"subscription", subscription.id},
            {"version", subscription.version},
            {"partner", writer.partner()}};
}

void addSubscription(StepWriter& writer, const CustomerId& customer,
                     const Subscription& subscription) {
    auto parameters = changeable(writer, customer, subscription);
    const std::vector<Parameter> settled = {
        {"order_id", subscription.order},
        {"line", subscription.line},
        {"offer", std::string_view(subscription.offer_id)},
        {"sku", std::string_view(subscription.sku_id)},
        {"ordered_quantity", subscription.ordered_quantity},
        {"cycle", static_cast<std::int64_t>(subscription.cycle)},
        {"created", subscription.created},
        {"commitment_end", subscription.commitment_end}};
    parameters.insert(parameters.end(), settled.begin(), settled.end());
    writer.add(StatementId::AddSubscription, std::move(parameters), std::nullopt);
}

}  // namespace

void addSteps(StepWriter& writer, const changes::HoldRelationship& change) {
    writer.add(StatementId::HoldRelationship,
               {{"partner", writer.partner()}, {"customer", change.customer}}, Outcome::Gone);
}

void addSteps(StepWriter& writer, const changes::LimitOffer& change) {
    writer.add(StatementId::LimitOffer,
               {{"customer", change.customer},
                {"partner", writer.partner()},
                {"offer", std::string_view(change.offer_id)},
                {"active", static_cast<std::int64_t>(SubscriptionStatus::Active)},
                {"suspended_count", change.suspended_count},
                {"most", change.most}},
               Outcome::Exhausted);
}

void addSteps(StepWriter& writer, const changes::LimitSubscriptions& change) {
    writer.add(
        StatementId::LimitSubscriptions,
        {{"customer", change.customer}, {"partner", writer.partner()}, {"most", change.most}},
        Outcome::Exhausted);
}

void addSteps(StepWriter& writer, const changes::AddOrder& change) {
    const auto& order = change.order;
    writer.add(StatementId::AddOrder,
               {{"customer", change.customer},
                {"order_id", order.id},
                {"partner", writer.partner()},
                {"cycle", static_cast<std::int64_t>(order.cycle)},
                {"created", order.created},
                {"version", order.version}},
               std::nullopt);
    for (const auto& line : order.lines) addSubscription(writer, change.customer, line);
    // By SKU, as in every change set that waits for several of these rows.
    std::map<std::string_view, std::int64_t> enabled;
    for (const auto& line : order.lines) enabled[line.sku_id] += enabledBy(line);
    for (const auto& [sku, added] : enabled) changeLicences(writer, change.customer, sku, added);
}

void addSteps(StepWriter& writer, const changes::ReplaceSubscription& change) {
    const auto& subscription = change.subscription;
    writer.add(StatementId::ReplaceSubscription, changeable(writer, change.customer, subscription),
               Outcome::Stale);
    changeLicences(writer, change.customer, subscription.sku_id,
                   enabledBy(subscription) - change.enabled_before);
}

void addSteps(StepWriter& writer, const changes::EndSales& change) {
    writer.add(StatementId::RequireNoActiveSubscription,
               {{"customer", change.customer},
                {"partner", writer.partner()},
                {"active", static_cast<std::int64_t>(SubscriptionStatus::Active)}},
               Outcome::Taken);
    writer.add(StatementId::ClearSupportContacts,
               {{"nobody", kNobody}, {"customer", change.customer}, {"partner", writer.partner()}},
               std::nullopt);
}

}  // namespace concordat::store
