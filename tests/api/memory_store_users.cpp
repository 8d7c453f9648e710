#include <algorithm>

#include "core/accounts/principal_name.hpp"
#include "tests/api/memory_store.hpp"

namespace concordat::api {

using accounts::User;
using accounts::UserState;
using changes::Outcome;

std::optional<User> MemoryStore::find(const PartnerId& partner, const CustomerId& customer,
                                      const UserId& user) {
    const std::lock_guard lock(mutex_);
    for (const auto state : {UserState::Active, UserState::Inactive})
        if (const auto* found = userOf(partner, customer, user, state)) return *found;
    return std::nullopt;
}

std::vector<User> MemoryStore::list(const PartnerId& partner, const CustomerId& customer,
                                    const accounts::UserRange& range) {
    const std::lock_guard lock(mutex_);
    if (!customers.contains({partner, customer})) return {};
    const bool forward = range.direction == accounts::SeekDirection::Forward;
    auto all = users[customer];
    if (!forward) std::reverse(all.begin(), all.end());
    std::vector<User> found;
    auto skip = range.skip;
    for (const auto& user : all) {
        if (user.state != range.state || user.deleted < range.deleted_since) continue;
        if (range.role && !user.roles.has(*range.role)) continue;
        if (range.position && (forward ? user.id <= *range.position : user.id >= *range.position))
            continue;
        if (skip > 0) {
            --skip;
            continue;
        }
        if (found.size() == range.size) break;
        found.push_back(user);
    }
    return found;
}

User* MemoryStore::userOf(const PartnerId& partner, const CustomerId& customer, const UserId& user,
                          UserState state) {
    if (!customers.contains({partner, customer})) return nullptr;
    for (auto& held : users[customer])
        if (held.id == user && held.state == state) return &held;
    return nullptr;
}

bool MemoryStore::isNameTaken(const CustomerId& customer, const User& by) const {
    const auto held = users.find(customer);
    if (held == users.end()) return false;
    const auto name = accounts::foldPrincipalName(by.details.principal_name);
    return std::any_of(held->second.begin(), held->second.end(), [&](const User& one) {
        return one.id != by.id && one.state == UserState::Active &&
               accounts::foldPrincipalName(one.details.principal_name) == name;
    });
}

Outcome MemoryStore::write(const PartnerId& partner, const changes::AddUser& change) {
    if (!customers.contains({partner, change.customer})) return Outcome::Gone;
    if (isNameTaken(change.customer, change.user)) return Outcome::Taken;
    auto& held = users[change.customer];
    held.push_back(change.user);
    std::sort(held.begin(), held.end(), [](const User& a, const User& b) { return a.id < b.id; });
    return Outcome::Applied;
}

Outcome MemoryStore::write(const PartnerId& partner, const changes::ReplaceUser& change) {
    auto* const user = userOf(partner, change.customer, change.user.id, UserState::Active);
    if (user == nullptr || user->version != change.expected_version) return Outcome::Stale;
    if (isNameTaken(change.customer, change.user)) return Outcome::Taken;
    user->details = change.user.details;
    user->password = change.user.password;
    ++user->version;
    return Outcome::Applied;
}

Outcome MemoryStore::write(const PartnerId& partner, const changes::HoldUser& change) {
    auto* const user = userOf(partner, change.customer, change.user, UserState::Active);
    if (user == nullptr || user->version != change.expected_version) return Outcome::Stale;
    ++user->version;
    return Outcome::Applied;
}

Outcome MemoryStore::write(const PartnerId& partner, const changes::DeleteUser& change) {
    auto* const user = userOf(partner, change.customer, change.user, UserState::Active);
    if (user == nullptr) return Outcome::Gone;
    for (const auto& [sku, licence] : given[{partner, change.user}])
        --consumed[{partner, change.customer}][sku];
    user->state = UserState::Inactive;
    // The entry's time, which a single change does not carry.
    user->deleted = deletion_time_;
    return Outcome::Applied;
}

Outcome MemoryStore::write(const PartnerId& partner, const changes::RestoreUser& change) {
    auto* const user = userOf(partner, change.customer, change.user, UserState::Inactive);
    if (user == nullptr || user->deleted < change.deleted_since) return Outcome::Gone;
    if (isNameTaken(change.customer, *user)) return Outcome::Taken;
    user->state = UserState::Active;
    user->deleted = {};
    return Outcome::Applied;
}

Outcome MemoryStore::write(const PartnerId& partner, const changes::SetUserRole& change) {
    auto* const user = userOf(partner, change.customer, change.user, UserState::Active);
    if (user == nullptr) return Outcome::Gone;
    const auto bit = accounts::DirectoryRoles(change.role).bits();
    const auto bits = user->roles.bits();
    user->roles = accounts::DirectoryRoles::fromBits(change.member ? bits | bit : bits & ~bit);
    return Outcome::Applied;
}

}  // namespace concordat::api
