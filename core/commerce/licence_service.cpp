#include "core/commerce/licence_service.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/text.hpp"

namespace concordat::commerce {
namespace {

constexpr const char* kAssign = "licensesToAssign";
constexpr const char* kRemove = "licensesToRemove";

Error invalid(int code, std::string argument) {
    return {ErrorKind::InvalidRequest, code, {std::move(argument)}};
}

template <typename List>
auto* findSku(const List& list, std::string_view sku) {
    const auto found =
        std::find_if(list.begin(), list.end(), [&](const auto& one) { return one.sku_id == sku; });
    return found == list.end() ? nullptr : &*found;
}

bool isFree(const std::vector<LicenceCount>& counts, std::string_view sku) {
    const auto* count = findSku(counts, sku);
    return count != nullptr && count->consumed < count->enabled;
}

const rules::ServicePlanFact* serviceNamed(const rules::CloudFacts& facts, std::string_view name) {
    for (const auto& plan : facts.service_plans)
        if (plan.name == name) return &plan;
    return nullptr;
}

/// The SKU with the services that `disabled` does not name enabled.
SkuView viewOf(const rules::CloudFacts& facts, const std::string& id,
               const std::vector<std::string>& disabled) {
    SkuView view;
    view.id = id;
    for (const auto& offer : facts.offers) {
        if (offer.sku_id != id) continue;
        view.name = offer.name;
        view.part_number = offer.sku_name;
        break;
    }
    for (const auto& sku : facts.skus) {
        if (sku.id != id) continue;
        view.name = sku.name;
        view.licence_group = sku.licence_group;
        view.target = sku.target;
        for (const auto& name : sku.services)
            if (const auto* plan = serviceNamed(facts, name))
                view.services.push_back({plan, std::find(disabled.begin(), disabled.end(),
                                                         plan->id) == disabled.end()});
    }
    return view;
}

/// The id of a SKU that the request names by id or part number.
std::string requireSku(const rules::CloudFacts& facts, const std::string& given,
                       const char* member) {
    for (const auto& offer : facts.offers)
        if (equalsIgnoringCase(offer.sku_id, given) || equalsIgnoringCase(offer.sku_name, given))
            return offer.sku_id;
    throw invalid(codes::kBadProperty, std::string(member) + ".skuId");
}

/// Replaces ids of services by the facts' own, sorted and each once.
void settleServices(const SkuView& sku, std::vector<std::string>& excluded) {
    std::set<std::string> ids;
    for (const auto& given : excluded) {
        const auto known =
            std::find_if(sku.services.begin(), sku.services.end(),
                         [&](const auto& one) { return equalsIgnoringCase(one.fact->id, given); });
        if (known == sku.services.end()) throw invalid(codes::kServiceUnknown, sku.id);
        ids.insert(known->fact->id);
    }
    excluded.assign(ids.begin(), ids.end());
}

/// Puts the facts' ids into the request and sees that it can be meant.
void settle(const rules::CloudFacts& facts, LicenceUpdate& update) {
    if (update.assign.empty() && update.remove.empty())
        throw invalid(codes::kMemberMissing, kAssign);
    std::set<std::string> seen;
    std::set<std::string> groups;
    const auto take = [&](std::string& sku, const char* member) {
        sku = requireSku(facts, sku, member);
        if (!seen.insert(sku).second) throw invalid(codes::kBadProperty, member);
        auto view = viewOf(facts, sku, {});
        groups.insert(view.licence_group);
        return view;
    };
    for (auto& one : update.assign) {
        const auto view = take(one.sku, kAssign);
        if (view.target != "User") throw invalid(codes::kBadProperty, "licensesToAssign.skuId");
        settleServices(view, one.excluded);
    }
    for (auto& sku : update.remove) (void)take(sku, kRemove);
    if (groups.size() > 1) throw Error(ErrorKind::InvalidRequest, codes::kLicenceGroupsMixed);
}

std::string joined(const std::vector<std::string>& ids) {
    std::string all;
    for (const auto& id : ids) all.append(all.empty() ? "" : " ").append(id);
    return all;
}

}  // namespace

std::vector<SubscribedSku> LicenceService::subscribed(const PartnerId& partner,
                                                      const CustomerId& customer) {
    (void)customers_.get(partner, customer);
    const auto counts = store_.licences(partner, customer);
    std::map<std::string, SubscribedSku> skus;
    for (const auto& one : store_.subscriptions(partner, customer)) {
        auto& sku = skus[one.sku_id];
        auto& units = one.status == SubscriptionStatus::Active ? sku.active : sku.suspended;
        units += one.quantity;
    }
    std::vector<SubscribedSku> all;
    for (auto& [id, sku] : skus) {
        sku.sku = viewOf(facts_, id, {});
        if (const auto* count = findSku(counts, id)) sku.consumed = count->consumed;
        all.push_back(std::move(sku));
    }
    return all;
}

std::vector<HeldLicence> LicenceService::held(const PartnerId& partner, const CustomerId& customer,
                                              const UserId& user) {
    (void)users_.get(partner, customer, user);
    const auto counts = store_.licences(partner, customer);
    std::vector<HeldLicence> all;
    for (const auto& one : store_.licencesOf(partner, customer, user)) {
        const auto* count = findSku(counts, one.sku_id);
        all.push_back(
            {viewOf(facts_, one.sku_id, one.disabled), count == nullptr || count->enabled == 0});
    }
    return all;
}

PlannedLicences LicenceService::planUpdate(const partners::Partner& partner,
                                           const audit::Actor& actor, const CustomerId& customer,
                                           const UserId& user, LicenceUpdate update) {
    auto planned = users_.planLicences(partner, actor, customer, user);
    settle(facts_, update);
    if (!update.assign.empty() && planned.user.details.usage_location.empty())
        throw Error(ErrorKind::InvalidRequest, codes::kUsageLocationMissing);
    const auto has = store_.licencesOf(partner.id, customer, user);
    const auto counts = store_.licences(partner.id, customer);
    // By SKU, which is the order in which change sets wait for counts.
    std::map<std::string, changes::Change> changes;
    auto& data = planned.changes.entry.customized_data;
    for (const auto& one : update.assign) {
        const UserLicence licence{one.sku, one.excluded};
        if (findSku(has, one.sku) != nullptr)
            changes.emplace(one.sku, changes::ReplaceLicence{customer, user, licence});
        else if (!isFree(counts, one.sku))
            throw invalid(codes::kNoFreeLicence, one.sku);
        else
            changes.emplace(one.sku, changes::TakeLicence{customer, user, licence});
        data.emplace_back("AssignedSkuId", one.sku);
        if (!one.excluded.empty()) data.emplace_back("ExcludedPlans", joined(one.excluded));
    }
    for (const auto& sku : update.remove) {
        if (findSku(has, sku) == nullptr) throw invalid(codes::kLicenceNotHeld, sku);
        changes.emplace(sku, changes::ReturnLicence{customer, user, sku});
        data.emplace_back("RemovedSkuId", sku);
    }
    for (auto& [sku, change] : changes) planned.changes.changes.push_back(std::move(change));
    return {std::move(planned.changes), std::move(update)};
}

accounts::PlannedUser LicenceService::planRestore(const partners::Partner& partner,
                                                  const audit::Actor& actor,
                                                  const CustomerId& customer, const UserId& user) {
    auto planned = users_.planRestore(partner, actor, customer, user);
    auto& set = planned.changes;
    if (set.changes.empty()) return planned;
    const auto counts = store_.licences(partner.id, customer);
    for (auto& licence : store_.licencesOf(partner.id, customer, user)) {
        const bool is_free = isFree(counts, licence.sku_id);
        set.entry.customized_data.emplace_back(is_free ? "AssignedSkuId" : "RemovedSkuId",
                                               licence.sku_id);
        if (is_free)
            set.changes.emplace_back(changes::TakeLicence{customer, user, std::move(licence)});
        else
            set.changes.emplace_back(
                changes::ForgetLicence{customer, user, std::move(licence.sku_id)});
    }
    return planned;
}

}  // namespace concordat::commerce
