#include "core/api/handlers/subscription_export.hpp"

#include <array>

#include "core/api/handlers/commerce_json.hpp"

namespace concordat::api {
namespace {

constexpr std::uint32_t kRowsInPage = 500;
// Those of the partner portal's own file.
constexpr std::array<std::string_view, 5> kColumns = {"Subscription ID", "Subscription", "Quantity",
                                                      "Status", "Reseller"};

class SubscriptionExport final : public CsvExport {
public:
    SubscriptionExport(commerce::SubscriptionService& subscriptions, const PartnerId& partner,
                       const CustomerId& customer, SubscriptionFilter filter)
        : subscriptions_(subscriptions),
          partner_(partner),
          customer_(customer),
          filter_(std::move(filter)) {}

    bool writePage(CsvWriter& csv) override {
        const auto page =
            subscriptions_.subscriptionsAfter(partner_, customer_, last_, kRowsInPage);
        for (const auto& one : page) {
            if (filter_ && !filter_(one)) continue;
            csv.cell(one.id.value.toString())
                .cell(one.friendly_name)
                .cell(std::to_string(one.quantity))
                .cell(wordOf(one.status))
                .cell(one.partner_on_record)
                .endRow();
        }
        if (page.size() < kRowsInPage) return false;
        last_ = page.back().id;
        return true;
    }

private:
    commerce::SubscriptionService& subscriptions_;
    const PartnerId partner_;
    const CustomerId customer_;
    const SubscriptionFilter filter_;
    commerce::SubscriptionId last_{};
};

}  // namespace

void replyWithSubscriptions(commerce::SubscriptionService& subscriptions, const PartnerId& partner,
                            const CustomerId& customer, SubscriptionFilter filter,
                            http::Reply& reply) {
    subscriptions.requireCustomer(partner, customer);
    replyCsv(
        reply, "subscriptions.csv", kColumns,
        std::make_unique<SubscriptionExport>(subscriptions, partner, customer, std::move(filter)));
}

}  // namespace concordat::api
