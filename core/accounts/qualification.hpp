#pragma once

#include <cstdint>
#include <string>

#include "core/base/time.hpp"

namespace concordat::accounts {

/// What a customer may be beside a customer, and so buy at special prices. Stored by number: never
/// renumber.
enum class QualificationKind : std::uint8_t {
    Education = 1,
    NonProfit = 2,
    GovernmentCommunityCloud = 3,
    StateOwnedEntity = 4
};

/// How far the vetting of a qualification has come: `vettingStatus`. Decided elsewhere. Stored by
/// number.
enum class Vetting : std::uint8_t { InReview = 1, Approved = 2, Denied = 3 };

/// A qualification that a customer has, or has applied for; each kind once.
struct Qualification {
    QualificationKind kind = QualificationKind::Education;
    Vetting vetting = Vetting::InReview;
    Instant created{};

    bool operator==(const Qualification&) const = default;
};

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
