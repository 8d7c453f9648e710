#pragma once

#include <compare>
#include <cstddef>
#include <cstring>
#include <functional>

#include "core/base/uuid.hpp"

namespace concordat {

/// A partner: the tenant id under which the partner's directory is known to its cloud's authority.
/// The first parameter of every store and service function: what is read or written without one
/// belongs to nobody.
struct PartnerId {
    Uuid value;
    auto operator<=>(const PartnerId&) const = default;
};

/// A customer: its tenant id, made by Concordat. Another type than PartnerId, so that the two
/// cannot be swapped, although both are tenants.
struct CustomerId {
    Uuid value;
    auto operator<=>(const CustomerId&) const = default;
};

/// A user of a customer's or a partner's directory. Unique within its directory.
struct UserId {
    Uuid value;
    auto operator<=>(const UserId&) const = default;
};

/// An application registered in a partner's directory: the `appid` or `azp` of tokens.
struct ApplicationId {
    Uuid value;
    auto operator<=>(const ApplicationId&) const = default;
};

/// A self-serve policy of a partner.
struct SelfServePolicyId {
    Uuid value;
    auto operator<=>(const SelfServePolicyId&) const = default;
};

/// The caller's MS-RequestId: an idempotency key within its partner, kept for 24 hours. The
/// caller's choice, so it may be any UUID and is no secret.
struct RequestId {
    Uuid value;
    auto operator<=>(const RequestId&) const = default;
};

/// The MS-CorrelationId that ties a request to its log lines, its record entry and its reply. The
/// caller's, or made anew when it sent none.
struct CorrelationId {
    Uuid value;
    auto operator<=>(const CorrelationId&) const = default;
};

/// Hashes any of the identifiers above: their last eight bytes are random enough to be taken as
/// they are, but for the identifiers that a caller chooses. Not for tables that a stranger can
/// fill.
struct IdHash {
    template <typename Id>
    std::size_t operator()(const Id& id) const noexcept {
        std::size_t hash = 0;
        std::memcpy(&hash, id.value.bytes.data() + 8, sizeof hash);
        return hash;
    }
};

}  // namespace concordat
