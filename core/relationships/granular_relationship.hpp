#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/accounts/directory_role.hpp"
#include "core/base/ids.hpp"
#include "core/base/time.hpp"

namespace concordat::relationships {

/// A granular relationship of a partner and a customer, made by Concordat.
struct GranularId {
    Uuid value;
    auto operator<=>(const GranularId&) const = default;
};

/// How far granular delegated administration has come. Stored by number: never renumber. Drawn in
/// docs/relationships.md.
enum class GranularState : std::uint8_t {
    Created = 0,  ///< a draft of the partner's
    ApprovalPending = 1,
    Active = 2,
    Expired = 3,
    Terminated = 4
};

/// What may happen to it.
enum class GranularEvent : std::uint8_t {
    Lock,      ///< the partner asks for approval
    Approve,   ///< the customer's administrator agrees
    Extend,    ///< its end has come, and it extends itself
    Expire,    ///< its end has come, or nobody has approved in time
    Terminate  ///< the partner or the customer ends it
};

/// The state that an event leads to; nothing when the event may not happen in `state`. A draft is
/// not terminated but deleted.
[[nodiscard]] constexpr std::optional<GranularState> next(GranularState state,
                                                          GranularEvent event) noexcept {
    using enum GranularState;
    const auto only = [&](bool may, GranularState then) {
        return may ? std::optional(then) : std::nullopt;
    };
    const bool pending = state == ApprovalPending;
    const bool active = state == Active;
    switch (event) {
        case GranularEvent::Lock:
            return only(state == Created, ApprovalPending);
        case GranularEvent::Approve:
            return only(pending, Active);
        case GranularEvent::Extend:
            return only(active, Active);
        case GranularEvent::Expire:
            return only(pending || active, Expired);
        case GranularEvent::Terminate:
            return only(pending || active, Terminated);
    }
    return std::nullopt;
}

/// That a partner may administer a customer by some directory roles, until a day. A plain value;
/// business identifiers only.
struct GranularRelationship {
    GranularId id;
    CustomerId customer;
    std::string customer_name;  ///< as it was when the relationship was drafted
    std::string display_name;   ///< the partner's choice
    accounts::DirectoryRoles roles;
    std::uint32_t days = 0;    ///< how long it is active
    bool auto_extend = false;  ///< whether it goes on by itself when its end has come
    GranularState state = GranularState::Created;
    Instant created{};
    Instant changed{};
    Instant activated{};  ///< 0: never was
    /// While approval is pending, until when it may be given; of an active one when its time is
    /// over; afterwards, when it was. 0 of drafts.
    Instant ends{};
    std::uint64_t version = 1;

    bool operator==(const GranularRelationship&) const = default;
};

/// One whose end has come, with whose it is.
struct DueGranular {
    PartnerId partner;
    GranularRelationship relationship;

    bool operator==(const DueGranular&) const = default;
};

}  // namespace concordat::relationships
