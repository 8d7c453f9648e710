#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/time.hpp"

namespace concordat::accounts {

/// What a customer may be beside a customer, and so buy at special prices. Stored by number: never
/// renumber.
enum class QualificationKind : std::uint8_t {
    Education = 1,
    NonProfit = 2,
    GovernmentCommunityCloud = 3,
    StateOwnedEntity = 4,
    PublicBody =
        5,       ///< that it is what a cloud for public bodies asks for; no partner applies for it
    Account = 6  ///< the account itself: `validationStatus`; likewise
};

/// How far the vetting of a qualification has come: `vettingStatus`. Decided by an operator. Stored
/// by number.
enum class Vetting : std::uint8_t { InReview = 1, Approved = 2, Denied = 3 };

/// A qualification that a customer has, or has applied for; each kind once.
struct Qualification {
    QualificationKind kind = QualificationKind::Education;
    Vetting vetting = Vetting::InReview;
    Instant created{};
    /// How often an operator has decided; the next decision is guarded by it.
    std::uint32_t decisions = 0;
    /// When the last time; without meaning before the first.
    Instant decided{};
    /// What the partner gave for the reviewer to look at; empty: nothing. Personal data.
    std::string evidence{};
    /// Why the operator decided so: `vettingReason`. Personal data.
    std::string reason{};

    bool operator==(const Qualification&) const = default;
};

/// The word of the partner API, such as "GovernmentCommunityCloud".
[[nodiscard]] std::string_view nameOf(QualificationKind kind);
/// The word of the partner API, such as "InReview".
[[nodiscard]] std::string_view nameOf(Vetting vetting);

/// What an operator gives a partner, so that it may bring so many customers into the Government
/// Community Cloud and no more.
struct ValidationCode {
    /// Unique among the partner's: `validationId`.
    std::string code;
    std::string organization_name;
    std::uint32_t max_creates = 0;
    /// Counted down by changes::UseValidationCode alone.
    std::uint32_t remaining_creates = 0;

    bool operator==(const ValidationCode&) const = default;
};

}  // namespace concordat::accounts
