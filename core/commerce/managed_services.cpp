#include "core/commerce/managed_services.hpp"

#include <algorithm>

#include <concordat/rules/portal_address.hpp>

namespace concordat::commerce {
namespace {

using accounts::DirectoryRole;
using accounts::DirectoryRoles;
using rules::PortalAddress;

// Those that see the health of services and ask for help with them.
constexpr DirectoryRoles kForSupport = DirectoryRoles(DirectoryRole::CompanyAdministrator) |
                                       DirectoryRole::ServiceSupportAdministrator |
                                       DirectoryRole::HelpdeskAdministrator;

bool brings(const std::vector<Subscription>& bought, const rules::ManagedServiceFact& service) {
    return std::any_of(bought.begin(), bought.end(), [&](const auto& one) {
        return std::find(service.skus.begin(), service.skus.end(), one.sku_id) !=
               service.skus.end();
    });
}

}  // namespace

std::vector<ManagedService> ManagedServices::list(const PartnerId& partner,
                                                  const CustomerId& customer, Instant now) {
    const auto held = customers_.get(partner, customer);
    // One that a provider shares is administered by the provider.
    if (held.shared_by || !users_.administers(partner, held, kForSupport, now)) return {};
    const auto bought = store_.subscriptions(partner, customer);
    const auto tenant = held.id.value.toString();
    std::vector<ManagedService> all;
    for (const auto& fact : facts_.managed_services)
        if (brings(bought, fact))
            all.push_back({&fact, PortalAddress::fill(fact.admin_service, tenant, held.domain),
                           PortalAddress::fill(fact.service_health, tenant, held.domain),
                           PortalAddress::fill(fact.service_ticket, tenant, held.domain)});
    return all;
}

}  // namespace concordat::commerce
