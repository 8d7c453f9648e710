#include "core/store/soci_commerce_store.hpp"

#include <algorithm>

namespace concordat::store {
namespace {

using commerce::Order;
using commerce::Subscription;

std::uint32_t numberAt(const Rows& rows, int column) {
    return static_cast<std::uint32_t>(rows.integer(column));
}

/// The columns of list_subscriptions, page_subscriptions and find_subscription.
Subscription subscriptionOf(const Rows& rows) {
    Subscription one;
    one.id.value = rows.uuid(0);
    one.order.value = rows.uuid(1);
    one.line = numberAt(rows, 2);
    one.offer_id = rows.text(3);
    one.sku_id = rows.text(4);
    one.friendly_name = rows.text(5);
    one.quantity = numberAt(rows, 6);
    one.ordered_quantity = numberAt(rows, 7);
    one.cycle = static_cast<commerce::BillingCycle>(rows.integer(8));
    one.status = static_cast<commerce::SubscriptionStatus>(rows.integer(9));
    one.created = rows.instant(10);
    one.commitment_end = rows.instant(11);
    if (rows.integer(12) != 0) one.suspended = rows.instant(12);
    one.partner_on_record = rows.text(13);
    if (const auto partner = rows.uuid(14); !partner.isNil())
        one.support = {PartnerId{partner}, std::string(rows.text(15)), std::string(rows.text(16))};
    one.version = static_cast<std::uint64_t>(rows.integer(17));
    return one;
}

/// The ids of a text with a blank between two.
std::vector<std::string> wordsOf(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        words.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

}  // namespace

std::vector<Subscription> SociCommerceStore::subscriptions(const PartnerId& partner,
                                                           const CustomerId& customer) {
    auto session = sessions_.acquire();
    Cursor rows(session->query(partner, StatementId::ListSubscriptions,
                               {{"partner", partner}, {"customer", customer}}));
    std::vector<Subscription> all;
    while (rows->next()) all.push_back(subscriptionOf(*rows));
    return all;
}

std::vector<Subscription> SociCommerceStore::subscriptionsAfter(
    const PartnerId& partner, const CustomerId& customer, const commerce::SubscriptionId& after,
    std::uint32_t size) {
    auto session = sessions_.acquire();
    Cursor rows(session->query(
        partner, StatementId::PageSubscriptions,
        {{"partner", partner}, {"customer", customer}, {"subscription", after}, {"size", size}}));
    std::vector<Subscription> page;
    while (rows->next()) page.push_back(subscriptionOf(*rows));
    return page;
}

std::optional<Subscription> SociCommerceStore::find(const PartnerId& partner,
                                                    const CustomerId& customer,
                                                    const commerce::SubscriptionId& id) {
    auto session = sessions_.acquire();
    Cursor rows(
        session->query(partner, StatementId::FindSubscription,
                       {{"partner", partner}, {"customer", customer}, {"subscription", id}}));
    if (!rows->next()) return std::nullopt;
    return subscriptionOf(*rows);
}

std::vector<Order> SociCommerceStore::orders(const PartnerId& partner, const CustomerId& customer) {
    std::vector<Order> all;
    {
        auto session = sessions_.acquire();
        Cursor rows(session->query(partner, StatementId::ListOrders,
                                   {{"partner", partner}, {"customer", customer}}));
        while (rows->next())
            all.push_back({{rows->uuid(0)},
                           static_cast<commerce::BillingCycle>(rows->integer(1)),
                           rows->instant(2),
                           static_cast<std::uint64_t>(rows->integer(3)),
                           {}});
    }
    // Read later, so that every order that was found has its lines.
    for (auto& line : subscriptions(partner, customer)) {
        const auto order = std::find_if(all.begin(), all.end(),
                                        [&](const Order& one) { return one.id == line.order; });
        if (order != all.end()) order->lines.push_back(std::move(line));
    }
    for (auto& order : all)
        std::sort(order.lines.begin(), order.lines.end(),
                  [](const auto& a, const auto& b) { return a.line < b.line; });
    return all;
}

std::vector<commerce::LicenceCount> SociCommerceStore::licences(const PartnerId& partner,
                                                                const CustomerId& customer) {
    auto session = sessions_.acquire();
    Cursor rows(session->query(partner, StatementId::ListLicences,
                               {{"partner", partner}, {"customer", customer}}));
    std::vector<commerce::LicenceCount> all;
    while (rows->next())
        all.push_back({std::string(rows->text(0)), numberAt(*rows, 1), numberAt(*rows, 2)});
    return all;
}

std::vector<commerce::UserLicence> SociCommerceStore::licencesOf(const PartnerId& partner,
                                                                 const CustomerId& customer,
                                                                 const UserId& user) {
    auto session = sessions_.acquire();
    Cursor rows(session->query(partner, StatementId::ListUserLicences,
                               {{"partner", partner}, {"customer", customer}, {"user", user}}));
    std::vector<commerce::UserLicence> all;
    while (rows->next()) all.push_back({std::string(rows->text(0)), wordsOf(rows->text(1))});
    return all;
}

}  // namespace concordat::store
