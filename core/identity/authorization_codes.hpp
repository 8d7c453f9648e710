#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "core/base/time.hpp"
#include "core/identity/token_minter.hpp"

namespace concordat::identity {

/// What an authorization code stands for: who signed in, and what the request said that has to be
/// the same when the code is redeemed.
struct CodeGrant {
    TokenSubject subject;
    std::string redirect_uri;
    std::string code_challenge;  ///< of the method S256
    std::string nonce;           ///< goes into the ID token; empty: none
    Instant expires{};
};

/// Authorization codes that were issued, by the hash of each, in memory: the built-in authority is
/// one process. Bounded; the oldest make room. Thread-safe; each call is atomic.
class AuthorizationCodes {
public:
    /// A browser redeems its code at once.
    static constexpr std::chrono::seconds kLifetime{60};
    static constexpr std::size_t kDefaultCapacity = 10'000;

    explicit AuthorizationCodes(std::size_t capacity = kDefaultCapacity) : capacity_(capacity) {}

    /// Keeps a grant that is good for kLifetime from `now`, and gives its code. @throws Error
    /// Internal when no random bits can be had
    [[nodiscard]] std::string issue(CodeGrant grant, Instant now);

    /// Uses a code up, whatever comes of it: of two callers one gets the grant. Nothing when it was
    /// never issued, has been used or has expired.
    [[nodiscard]] std::optional<CodeGrant> take(const std::string& code, Instant now);

private:
    const std::size_t capacity_;
    std::mutex mutex_;  ///< guards the members below
    std::unordered_map<std::string, CodeGrant> grants_;
    // Hashes, oldest first; some may be gone from `grants_`.
    std::deque<std::string> order_;
};

}  // namespace concordat::identity
