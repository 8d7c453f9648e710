#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "core/base/uuid.hpp"

namespace concordat::accounts {

/// What a user may administer in a customer's directory. Stored as a bit: never renumber.
enum class DirectoryRole : std::uint8_t {
    CompanyAdministrator,
    BillingAdministrator,
    HelpdeskAdministrator,
    ServiceSupportAdministrator,
    UserAccountAdministrator
};

/// The roles of one user. A plain value.
class DirectoryRoles {
public:
    constexpr DirectoryRoles() = default;
    /// One role.
    constexpr DirectoryRoles(DirectoryRole role) : bits_(1ULL << static_cast<unsigned>(role)) {}

    /// What bits() gave.
    [[nodiscard]] static constexpr DirectoryRoles fromBits(std::uint64_t bits) {
        DirectoryRoles roles;
        roles.bits_ = bits;
        return roles;
    }

    /// The form that stores keep.
    [[nodiscard]] constexpr std::uint64_t bits() const { return bits_; }
    /// Whether the role is among them.
    [[nodiscard]] constexpr bool has(DirectoryRole role) const {
        return (bits_ & DirectoryRoles(role).bits_) != 0;
    }

    /// Whether the two have a role in common.
    [[nodiscard]] constexpr bool intersects(DirectoryRoles other) const {
        return (bits_ & other.bits_) != 0;
    }
    /// The roles of both.
    [[nodiscard]] constexpr DirectoryRoles operator|(DirectoryRoles other) const {
        return fromBits(bits_ | other.bits_);
    }

    bool operator==(const DirectoryRoles&) const = default;

private:
    std::uint64_t bits_ = 0;
};

/// A role as the partner API shows it: the same id in every directory.
struct DirectoryRoleFact {
    DirectoryRole role;
    Uuid id;  ///< of the role's template
    std::string_view name;
};

/// Every role that there is, by name.
[[nodiscard]] std::span<const DirectoryRoleFact> directoryRoles();

/// The role with that id; nothing when there is none.
[[nodiscard]] std::optional<DirectoryRole> directoryRoleWithId(const Uuid& id);

/// The facts of a role.
[[nodiscard]] const DirectoryRoleFact& factOf(DirectoryRole role);

}  // namespace concordat::accounts
