#include "core/identity/authorization_codes.hpp"

#include <utility>

#include "core/identity/secrets.hpp"

namespace concordat::identity {

std::string AuthorizationCodes::issue(CodeGrant grant, Instant now) {
    auto code = makeSecret();
    auto hash = hashSecret(code);
    grant.expires = now + kLifetime;
    const std::lock_guard lock(mutex_);
    grants_[hash] = std::move(grant);
    order_.push_back(std::move(hash));
    while (order_.size() > capacity_) {
        grants_.erase(order_.front());
        order_.pop_front();
    }
    return code;
}

std::optional<CodeGrant> AuthorizationCodes::take(const std::string& code, Instant now) {
    const std::lock_guard lock(mutex_);
    auto found = grants_.extract(hashSecret(code));
    if (found.empty() || now >= found.mapped().expires) return std::nullopt;
    return std::move(found.mapped());
}

}  // namespace concordat::identity
