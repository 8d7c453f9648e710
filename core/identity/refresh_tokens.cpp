#include "core/identity/refresh_tokens.hpp"

namespace concordat::identity {

void MemoryRefreshTokenStore::add(const std::string& hash, const RefreshGrant& grant) {
    const std::lock_guard lock(mutex_);
    keep(hash, grant);
}

void MemoryRefreshTokenStore::keep(const std::string& hash, const RefreshGrant& grant) {
    tokens_[hash] = {grant, false};
    order_.push_back(hash);
    // A token revoked before leaves its place in the order behind; it goes with the others.
    while (order_.size() > capacity_) {
        tokens_.erase(order_.front());
        order_.pop_front();
    }
}

MemoryRefreshTokenStore::Kept* MemoryRefreshTokenStore::held(const PartnerId& partner,
                                                             const ApplicationId& application,
                                                             const std::string& hash, Instant now) {
    const auto found = tokens_.find(hash);
    if (found == tokens_.end()) return nullptr;
    const auto& grant = found->second.grant;
    // Someone else who shows it learns nothing, and its owner loses nothing.
    if (grant.partner != partner || grant.application != application || now >= grant.expires)
        return nullptr;
    return &found->second;
}

std::optional<RefreshGrant> MemoryRefreshTokenStore::find(const PartnerId& partner,
                                                          const ApplicationId& application,
                                                          const std::string& hash, Instant now) {
    const std::lock_guard lock(mutex_);
    const auto* token = held(partner, application, hash, now);
    return token == nullptr ? std::nullopt : std::optional(token->grant);
}

RefreshUse MemoryRefreshTokenStore::exchange(const PartnerId& partner,
                                             const ApplicationId& application,
                                             const std::string& hash, const std::string& successor,
                                             Instant now) {
    const std::lock_guard lock(mutex_);
    auto* const token = held(partner, application, hash, now);
    if (token == nullptr) return {};
    const auto grant = token->grant;
    if (token->used) {
        revoke(grant.family);
        return {RefreshState::Reused, grant};
    }
    // It stays, marked: only so is a second use seen.
    token->used = true;
    keep(successor, grant);  // in the same step, or a revocation could miss it
    return {RefreshState::Good, grant};
}

// Looks through all: seldom enough, and the lock is held anyway.
void MemoryRefreshTokenStore::revoke(const Uuid& family) {
    std::erase_if(tokens_, [&](const auto& entry) { return entry.second.grant.family == family; });
}

}  // namespace concordat::identity
