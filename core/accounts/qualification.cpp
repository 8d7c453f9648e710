#include "core/accounts/qualification.hpp"

#include <array>

namespace concordat::accounts {

std::string_view nameOf(QualificationKind kind) {
    constexpr std::array<std::string_view, 6> kNames{
        "Education",        "NonProfit",  "GovernmentCommunityCloud",
        "StateOwnedEntity", "PublicBody", "Account"};
    return kNames.at(static_cast<std::size_t>(kind) - 1);
}

std::string_view nameOf(Vetting vetting) {
    constexpr std::array<std::string_view, 3> kNames{"InReview", "Approved", "Denied"};
    return kNames.at(static_cast<std::size_t>(vetting) - 1);
}

}  // namespace concordat::accounts
