#include "core/accounts/principal_name.hpp"

#include <algorithm>

#include "core/base/text.hpp"

namespace concordat::accounts {
namespace {

bool isNameCharacter(char c) {
    constexpr std::string_view kOthers = "'.-_!#^~";
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           kOthers.find(c) != std::string_view::npos;
}

}  // namespace

std::string foldPrincipalName(std::string_view name) {
    return toLowerAscii(name);
}

bool isPrincipalNameOf(std::string_view name, std::span<const std::string> domains) {
    const auto at = name.find('@');
    if (at == std::string_view::npos || name.size() > kMostPrincipalName) return false;
    const auto local = name.substr(0, at);
    if (local.empty() || local.size() > kMostNameBeforeAt) return false;
    if (local.front() == '.' || local.back() == '.') return false;
    return std::all_of(local.begin(), local.end(), isNameCharacter) &&
           std::any_of(domains.begin(), domains.end(), [&](const std::string& domain) {
               return equalsIgnoringCase(name.substr(at + 1), domain);
           });
}

std::string administratorNameOf(std::string_view domain) {
    return std::string(kAdministratorName).append("@").append(domain);
}

}  // namespace concordat::accounts
