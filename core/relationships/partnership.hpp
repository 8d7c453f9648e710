#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/base/ids.hpp"
#include "core/base/time.hpp"

namespace concordat::relationships {

/// How far a partnership of a provider and a reseller has come. An invitation stands for one whose
/// reseller is not known yet; only the other two are rows of the two partners. Stored by number:
/// never renumber. Drawn in docs/relationships.md.
enum class PartnershipState : std::uint8_t { Invited = 0, Active = 1, Ended = 2 };

/// What may happen to a partnership.
enum class PartnershipEvent : std::uint8_t {
    Accept,  ///< the reseller uses the provider's invitation
    Expire,  ///< nobody has used it in time
    End      ///< one of the two ends it
};

/// The state that an event leads to; nothing when the event may not happen in `state`. The store
/// guards the same in its statements, where nobody can be faster.
[[nodiscard]] constexpr std::optional<PartnershipState> next(PartnershipState state,
                                                             PartnershipEvent event) noexcept {
    switch (event) {
        case PartnershipEvent::Accept:
            if (state == PartnershipState::Invited) return PartnershipState::Active;
            return std::nullopt;
        case PartnershipEvent::Expire:
            if (state == PartnershipState::Invited) return PartnershipState::Ended;
            return std::nullopt;
        case PartnershipEvent::End:
            if (state == PartnershipState::Active) return PartnershipState::Ended;
            return std::nullopt;
    }
    return std::nullopt;
}

/// What a partner is to the other one of a partnership. Stored by number: never renumber.
enum class Relation : std::uint8_t { ResellerOf = 1, ProviderOf = 2 };

/// A partnership as one of its two partners sees it. Business identifiers only; the other's are
/// those of the day on which it began.
struct Partnership {
    PartnerId other;  ///< its tenant id
    Relation relation = Relation::ResellerOf;
    PartnershipState state = PartnershipState::Active;
    Instant since{};      ///< when it came into that state
    std::string name;     ///< of the other
    std::string country;  ///< likewise, two letters
    std::string mpn_id;   ///< likewise; empty: none

    bool operator==(const Partnership&) const = default;
};

}  // namespace concordat::relationships
