#pragma once

#include <cstdint>

#include "core/base/ids.hpp"

namespace concordat::accounts {

/// What a policy lets its customer do by itself. Stored as a bit: never renumber.
enum class SelfServePermission : std::uint8_t { PurchaseAzureReservedInstances };

/// Several permissions. A plain value.
class SelfServePermissions {
public:
    constexpr SelfServePermissions() = default;
    /// One permission.
    constexpr SelfServePermissions(SelfServePermission one)
        : bits_(1ULL << static_cast<unsigned>(one)) {}

    /// What bits() gave.
    [[nodiscard]] static constexpr SelfServePermissions fromBits(std::uint64_t bits) {
        SelfServePermissions permissions;
        permissions.bits_ = bits;
        return permissions;
    }

    /// The form that stores keep; 0: none.
    [[nodiscard]] constexpr std::uint64_t bits() const { return bits_; }
    /// Whether the permission is among them.
    [[nodiscard]] constexpr bool has(SelfServePermission one) const {
        return (bits_ & SelfServePermissions(one).bits_) != 0;
    }
    /// Adds what `other` has.
    constexpr void add(SelfServePermissions other) { bits_ |= other.bits_; }

    bool operator==(const SelfServePermissions&) const = default;

private:
    std::uint64_t bits_ = 0;
};

/// What a partner that pays the bill lets a customer buy by itself: resource SelfServePolicy. A
/// partner has one for a customer at most. Holds nothing of a person.
struct SelfServePolicy {
    SelfServePolicyId id;
    /// Whom it lets.
    CustomerId customer;
    SelfServePermissions permissions;
    /// One more with each change: two changes at once cannot both succeed.
    std::uint64_t version = 1;

    bool operator==(const SelfServePolicy&) const = default;
};

}  // namespace concordat::accounts
