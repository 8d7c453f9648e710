#include <algorithm>

#include "core/api/handler_table.hpp"
#include "core/api/handlers/commerce_json.hpp"
#include "core/api/handlers/handlers.hpp"
#include "core/api/handlers/licence_json.hpp"
#include "core/api/partner_api.hpp"
#include "core/base/text.hpp"

namespace concordat::api {
namespace {

using commerce::LicenceService;

constexpr std::size_t kUser = 1;  // its place in the path

/// Leaves what is of the groups that the query names; those of the directory when it names none.
template <typename List>
void filterByGroup(const Query& query, List& list) {
    auto groups = query.texts("licenseGroupIds");
    if (groups.empty()) groups = {"group1"};
    std::erase_if(list, [&](const auto& one) {
        return std::none_of(groups.begin(), groups.end(), [&](const auto& group) {
            return equalsIgnoringCase(group, one.sku.licence_group);
        });
    });
}

/// GET /v1/customers/{customer-id}/subscribedskus
class ListSubscribedSkus final : public Handler {
public:
    explicit ListSubscribedSkus(LicenceService& licences) : licences_(licences) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        auto skus = licences_.subscribed(request.partner.id, request.customer());
        filterByGroup(request.query, skus);
        writeCollection(reply.body, skus,
                        [&](const auto& one) { writeSubscribedSku(reply.body, one); });
    }

private:
    LicenceService& licences_;
};

/// GET /v1/customers/{customer-id}/users/{user-id}/licenses
class ListUserLicences final : public Handler {
public:
    explicit ListUserLicences(LicenceService& licences) : licences_(licences) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto customer = request.customer();
        auto held = licences_.held(request.partner.id, customer, request.user(kUser));
        filterByGroup(request.query, held);
        writeCollection(reply.body, held, [&](const auto& one) { writeLicence(reply.body, one); });
    }

private:
    LicenceService& licences_;
};

/// POST /v1/customers/{customer-id}/users/{user-id}/licenseupdates
class UpdateLicences final : public Handler {
public:
    UpdateLicences(LicenceService& licences, ChangeWriter& changes)
        : licences_(licences), changes_(changes) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto customer = request.customer();
        auto planned = licences_.planUpdate(request.partner, request.actor(), customer,
                                            request.user(kUser), readLicenceUpdate(*request.body));
        reply.status = 201;
        writeLicenceUpdate(reply.body, planned.update);
        changes_.apply(request, planned.changes, std::nullopt, reply);
    }

private:
    LicenceService& licences_;
    ChangeWriter& changes_;
};

}  // namespace

void addLicenceHandlers(HandlerTable& table, const HandlerNeeds& needs) {
    auto& licences = needs.dependencies.licences;
    table.add({"license-available-list", "license-available-list-by-group"},
              std::make_unique<ListSubscribedSkus>(licences));
    table.add({"license-assigned-list", "license-assigned-list-by-group"},
              std::make_unique<ListUserLicences>(licences));
    table.add({"license-assign"}, std::make_unique<UpdateLicences>(licences, needs.changes));
}

}  // namespace concordat::api
