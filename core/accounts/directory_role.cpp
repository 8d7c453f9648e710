#include "core/accounts/directory_role.hpp"

#include <array>
#include <stdexcept>

namespace concordat::accounts {
namespace {

DirectoryRoleFact fact(DirectoryRole role, std::string_view id, std::string_view name) {
    return {role, Uuid::parse(id).value(), name};
}

}  // namespace

std::span<const DirectoryRoleFact> directoryRoles() {
    using enum DirectoryRole;
    static const std::array<DirectoryRoleFact, 5> facts{
        fact(BillingAdministrator, "b0f54661-2d74-4c50-afa3-1ec803f12efe", "Billing Administrator"),
        fact(CompanyAdministrator, "62e90394-69f5-4237-9190-012177145e10", "Company Administrator"),
        fact(HelpdeskAdministrator, "729827e3-9c14-49f7-bb1b-9608f156bbb8",
             "Helpdesk Administrator"),
        fact(ServiceSupportAdministrator, "f023fd81-a637-4b56-95fd-791ac0226033",
             "Service Support Administrator"),
        fact(UserAccountAdministrator, "fe930be7-5e62-47db-91af-98c3a49a38b1",
             "User Account Administrator")};
    return facts;
}

std::optional<DirectoryRole> directoryRoleWithId(const Uuid& id) {
    for (const auto& known : directoryRoles())
        if (known.id == id) return known.role;
    return std::nullopt;
}

const DirectoryRoleFact& factOf(DirectoryRole role) {
    for (const auto& known : directoryRoles())
        if (known.role == role) return known;
    throw std::logic_error("a directory role without facts");
}

}  // namespace concordat::accounts
