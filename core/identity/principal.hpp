#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/ids.hpp"

namespace concordat::identity {

/// What a user of a partner may do, as roles of the partner's directory. The names are those of the
/// partner API; which role may do what is settled in core/api/permissions.cpp. The bits are stored:
/// never renumber.
enum class Role : std::uint8_t {
    /// Everything that a partner does; also what an application alone counts as.
    AdminAgent = 1U << 0U,
    /// Sells: customers, orders, subscriptions.
    SalesAgent = 1U << 1U,
    /// Supports customers and their users.
    HelpdeskAgent = 1U << 2U,
    /// Everything in the partner's own directory too.
    GlobalAdmin = 1U << 3U,
    /// Invoices, usage and budgets.
    BillingAdmin = 1U << 4U,
    /// Customers' users and licences.
    UserManagementAdmin = 1U << 5U
};

/// The role of a name ("AdminAgent"), compared exactly; nothing for an unknown name.
[[nodiscard]] std::optional<Role> roleFromName(std::string_view name) noexcept;

/// The name of a role, as in tokens and in `concordat token --role`.
[[nodiscard]] std::string_view nameOf(Role role) noexcept;

/// A set of roles. A value of one byte; the empty set may do nothing.
class Roles {
public:
    constexpr Roles() = default;
    /// Implicit, so that a role can stand wherever a set is asked for.
    constexpr Roles(Role role)
        : bits_(static_cast<std::uint8_t>(role)) {}  // NOLINT: a role is a set of one

    /// The set whose `bits` were kept by a store; unknown bits fall away.
    [[nodiscard]] static constexpr Roles fromBits(std::uint8_t bits) {
        constexpr std::uint8_t known = 0x3F;
        Roles roles;
        roles.bits_ = static_cast<std::uint8_t>(bits & known);
        return roles;
    }

    /// The set as a bit for each role, for stores.
    [[nodiscard]] constexpr std::uint8_t bits() const { return bits_; }

    constexpr Roles& operator|=(Roles other) {
        bits_ = static_cast<std::uint8_t>(bits_ | other.bits_);
        return *this;
    }
    friend constexpr Roles operator|(Roles a, Roles b) { return a |= b; }
    friend constexpr Roles operator|(Role a, Role b) { return Roles(a) | Roles(b); }

    /// Whether the two sets have a role in common.
    [[nodiscard]] constexpr bool intersects(Roles other) const {
        return (bits_ & other.bits_) != 0;
    }
    /// Whether no role is in it.
    [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }

    bool operator==(const Roles&) const = default;

private:
    std::uint8_t bits_ = 0;
};

/// The names of the roles in a set, in the order of the enumeration.
[[nodiscard]] std::vector<std::string_view> namesOf(Roles roles);

/// Who asks, after the token has been verified. Immutable; shared between the token cache and
/// requests.
struct Principal {
    PartnerId partner;          ///< the token's tid
    ApplicationId application;  ///< appid (v1) or azp (v2)
    /// True: no user; acts as AdminAgent where the operation takes application-only tokens.
    bool application_only = false;
    Roles roles;                 ///< of the user; AdminAgent for an application
    std::optional<UserId> user;  ///< oid, absent for an application
    std::string user_name;  ///< user principal name, for the record; personal data: never logged
};

}  // namespace concordat::identity
