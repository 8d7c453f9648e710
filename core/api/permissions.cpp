#include "core/api/permissions.hpp"

namespace concordat::api {
namespace {

using identity::Role;
using identity::Roles;

constexpr Roles kAdmin = Role::AdminAgent;
constexpr Roles kSales = Role::SalesAgent;
constexpr Roles kHelpdesk = Role::HelpdeskAgent;
constexpr Roles kGlobal = Role::GlobalAdmin;
constexpr Roles kBilling = Role::BillingAdmin;
constexpr Roles kUsers = Role::UserManagementAdmin;

struct Row {
    std::string_view name;
    Roles roles;
};

// One row for each permission, in the order of the enumeration.
// clang-format off
constexpr Row kRows[] = {
    {"agreement.edit", kAdmin | kSales | kGlobal},
    {"agreement.view", kAdmin | kSales | kGlobal | kBilling},
    {"analytics.view", kAdmin | kSales | kGlobal | kBilling},
    {"audit.view", kAdmin | kGlobal},
    {"billing.view", kAdmin | kGlobal | kBilling},
    {"catalog.view", kAdmin | kSales | kHelpdesk | kGlobal | kBilling},
    {"customer.consent", kAdmin | kGlobal},
    {"customer.create", kAdmin | kSales | kGlobal},
    {"customer.delete", kAdmin | kGlobal},
    {"customer.edit", kAdmin | kSales | kGlobal},
    {"customer.view", kAdmin | kSales | kHelpdesk | kGlobal},
    {"delegation.edit", kAdmin | kGlobal},
    {"device.add", kAdmin | kSales | kGlobal},
    {"device.edit", kAdmin | kGlobal},
    {"device.view", kAdmin | kSales | kGlobal},
    {"health.view", kAdmin | kHelpdesk | kGlobal},
    {"licence.edit", kAdmin | kGlobal | kUsers},
    {"licence.view", kAdmin | kSales | kHelpdesk | kGlobal | kUsers},
    {"order.edit", kAdmin | kSales | kGlobal},
    {"order.view", kAdmin | kSales | kHelpdesk | kGlobal | kBilling},
    {"partner.profile.edit", kAdmin | kGlobal},
    {"partner.profile.view", kAdmin | kGlobal | kBilling | kUsers},
    {"policy.edit", kAdmin | kGlobal},
    {"referral.edit", kAdmin | kSales | kGlobal},
    {"relationship.remove", kAdmin | kGlobal},
    {"relationship.request", kAdmin | kSales | kGlobal},
    {"relationship.view", kAdmin | kSales | kGlobal},
    {"subscription.edit", kAdmin | kSales | kGlobal},
    {"subscription.view", kAdmin | kSales | kHelpdesk | kGlobal | kBilling},
    {"support.edit", kAdmin | kHelpdesk | kGlobal},
    {"support.view", kAdmin | kSales | kHelpdesk | kGlobal},
    {"transfer.edit", kAdmin | kGlobal},
    {"usage.budget", kAdmin | kGlobal | kBilling},
    {"usage.view", kAdmin | kGlobal | kBilling},
    {"user.edit", kAdmin | kGlobal | kUsers},
    {"user.password", kAdmin | kHelpdesk | kGlobal | kUsers},
    {"user.view", kAdmin | kSales | kHelpdesk | kGlobal | kUsers},
    {"utility.use", kAdmin | kSales | kHelpdesk | kGlobal | kBilling | kUsers},
    {"webhook.edit", kAdmin | kGlobal},
};
// clang-format on

const Row& rowOf(Permission permission) {
    return kRows[static_cast<std::size_t>(permission)];
}

}  // namespace

Roles rolesOf(Permission permission) noexcept {
    return rowOf(permission).roles;
}

std::string_view nameOf(Permission permission) noexcept {
    return rowOf(permission).name;
}

}  // namespace concordat::api
