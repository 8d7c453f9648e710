#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/accounts/user_service.hpp"
#include "core/commerce/commerce_store.hpp"

namespace concordat::commerce {

/// A service of a SKU, and whether the user whose licence it is gets it.
struct Service {
    const rules::ServicePlanFact* fact = nullptr;  ///< never null
    bool enabled = true;
};

/// What a cloud's facts say of a SKU.
struct SkuView {
    std::string id;
    std::string name;         ///< for people
    std::string part_number;  ///< empty when no offer gives it any more
    std::string licence_group = "group1";
    std::string target = "User";
    std::vector<Service> services;
};

/// Licences of one kind that a customer has: resource SubscribedSku.
struct SubscribedSku {
    SkuView sku;
    std::uint32_t active = 0;     ///< the quantities of active subscriptions
    std::uint32_t suspended = 0;  ///< of suspended ones
    std::uint32_t consumed = 0;   ///< may be more than are active, when a subscription shrank
};

/// A licence of a user: resource License.
struct HeldLicence {
    SkuView sku;
    bool suspended = false;  ///< no subscription of it is active
};

/// A licence to give, as it was read from the request.
struct LicenceAssignment {
    std::string sku;  ///< id or part number
    /// Ids of services that the user does not get.
    std::vector<std::string> excluded;
};

/// What a partner asks for, as it was read from the request.
struct LicenceUpdate {
    std::vector<LicenceAssignment> assign;
    std::vector<std::string> remove;  ///< ids or part numbers
};

/// A change of a user's licences, ready to be written. Nothing has happened yet.
struct PlannedLicences {
    changes::ChangeSet changes;
    LicenceUpdate update;  ///< with the ids of the SKUs
};

/// What partners do with licences of their customers' users. Called from handlers, concurrently;
/// keeps no state of its own. Blocks as the stores do. Every function @throws Error NotFound
/// (kUnknownTenant, kUnknownUser), StoreUnavailable; those that plan also Forbidden as UserService.
class LicenceService {
public:
    /// Borrows all four, which outlive the service.
    LicenceService(accounts::CustomerService& customers, accounts::UserService& users,
                   CommerceStore& store, const rules::Cloud& cloud)
        : customers_(customers), users_(users), store_(store), facts_(cloud.facts()) {}

    /// What the customer has licences of, by SKU.
    [[nodiscard]] std::vector<SubscribedSku> subscribed(const PartnerId& partner,
                                                        const CustomerId& customer);

    /// What an active user has licences of, by SKU.
    [[nodiscard]] std::vector<HeldLicence> held(const PartnerId& partner,
                                                const CustomerId& customer, const UserId& user);

    /// Plans to give an active user licences, or other services with those that it has, and to take
    /// others from it. That enough are free turns out when the change set is applied (Exhausted).
    /// @throws Error InvalidRequest: kMemberMissing when nothing is asked for, kBadProperty for a
    /// SKU that does not exist, is no user's, or stands twice, kServiceUnknown,
    /// kLicenceGroupsMixed, kUsageLocationMissing, kLicenceNotHeld, kNoFreeLicence
    [[nodiscard]] PlannedLicences planUpdate(const partners::Partner& partner,
                                             const audit::Actor& actor, const CustomerId& customer,
                                             const UserId& user, LicenceUpdate update);

    /// Plans to restore a user as UserService does, with those of its licences that are free now;
    /// the others are gone. When one of them is taken meanwhile, nothing is restored (Exhausted).
    [[nodiscard]] accounts::PlannedUser planRestore(const partners::Partner& partner,
                                                    const audit::Actor& actor,
                                                    const CustomerId& customer, const UserId& user);

private:
    accounts::CustomerService& customers_;  // not owned; outlives the service
    accounts::UserService& users_;          // likewise
    CommerceStore& store_;                  // likewise
    const rules::CloudFacts& facts_;        // likewise
};

}  // namespace concordat::commerce
