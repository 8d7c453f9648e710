#pragma once

#include <cstdint>

#include "core/partners/partner.hpp"

/// Changes of the partner itself.
namespace concordat::changes {

/// Other profiles of the partner, all of them. Stale unless they have `expected_version`; the new
/// version is one more.
struct ReplacePartnerProfiles {
    std::uint64_t expected_version = 0;
    partners::PartnerProfiles profiles;
};

}  // namespace concordat::changes
