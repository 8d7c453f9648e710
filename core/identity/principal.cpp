#include "core/identity/principal.hpp"

#include <array>
#include <utility>

namespace concordat::identity {
namespace {

// In the order of the enumeration, which is that of namesOf.
constexpr std::array<std::pair<std::string_view, Role>, 6> kRoles = {{
    {"AdminAgent", Role::AdminAgent},
    {"SalesAgent", Role::SalesAgent},
    {"HelpdeskAgent", Role::HelpdeskAgent},
    {"GlobalAdmin", Role::GlobalAdmin},
    {"BillingAdmin", Role::BillingAdmin},
    {"UserManagementAdmin", Role::UserManagementAdmin},
}};

}  // namespace

std::optional<Role> roleFromName(std::string_view name) noexcept {
    for (const auto& [known, role] : kRoles)
        if (known == name) return role;
    return std::nullopt;
}

std::string_view nameOf(Role role) noexcept {
    for (const auto& [name, known] : kRoles)
        if (known == role) return name;
    return {};
}

std::vector<std::string_view> namesOf(Roles roles) {
    std::vector<std::string_view> names;
    for (const auto& [name, role] : kRoles)
        if (roles.intersects(role)) names.push_back(name);
    return names;
}

}  // namespace concordat::identity
