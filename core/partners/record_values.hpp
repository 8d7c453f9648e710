#pragma once

#include <string>

#include "core/partners/partner.hpp"

namespace concordat::partners {

/// The text that the record keeps of a partner's profiles: JSON with names in PascalCase. It holds
/// personal data, which the store seals. Holds what the partner can change, so neither the currency
/// nor the vetting status; what is empty is left out.
[[nodiscard]] std::string recordValueOf(const PartnerProfiles& profiles);

}  // namespace concordat::partners
