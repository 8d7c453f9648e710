#pragma once

#include <span>
#include <string>
#include <string_view>

namespace concordat::accounts {

/// The name that every customer's directory begins with, before the at sign.
inline constexpr std::string_view kAdministratorName = "admin";

/// Characters of the longest user principal name, and of the part before its at sign.
inline constexpr std::size_t kMostPrincipalName = 113;
inline constexpr std::size_t kMostNameBeforeAt = 64;

/// The form in which user principal names are compared: they are ASCII and case does not matter.
[[nodiscard]] std::string foldPrincipalName(std::string_view name);

/// Whether `name` is a user principal name of one of `domains`: letters, digits and ' . - _ ! # ^ ~
/// before the at sign, no dot at either end of that.
[[nodiscard]] bool isPrincipalNameOf(std::string_view name, std::span<const std::string> domains);

/// The user principal name of the administrator that the customer began with. It stays that user's:
/// nobody else may have it.
[[nodiscard]] std::string administratorNameOf(std::string_view domain);

}  // namespace concordat::accounts
