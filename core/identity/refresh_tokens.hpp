#pragma once

#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "core/base/ids.hpp"
#include "core/base/time.hpp"

namespace concordat::identity {

/// What a refresh token stands for. Settled at the sign-in and the same for all tokens that come of
/// it.
struct RefreshGrant {
    PartnerId partner;
    ApplicationId application;
    UserId user;
    /// For which a token is issued when the refresh names none.
    std::string audience;
    Uuid family;  ///< one sign-in and all tokens that came of it
    Instant expires;
};

/// What became of a refresh token that was shown.
enum class RefreshState {
    Good,     ///< it was unused; it is used now
    Unknown,  ///< never issued, expired, revoked, or issued to someone else
    Reused    ///< it had been used before: its whole family is revoked now
};

/// A state with the grant, which is meaningful unless Unknown: for the log, also of a token that
/// was used twice.
struct RefreshUse {
    RefreshState state = RefreshState::Unknown;
    RefreshGrant grant;
};

/// Refresh tokens that were issued, by the hash of each: the tokens themselves are kept nowhere. A
/// token is good for one use and gives way to its successor; one that is shown twice has been
/// stolen from one of the two that showed it, so its whole family ends. A client that loses the
/// reply to a refresh and repeats it looks the same and must sign in again. Called concurrently
/// from store workers; each call is atomic.
class RefreshTokenStore {
public:
    virtual ~RefreshTokenStore() = default;

    /// Keeps a new token, given by its hash (`hashSecret`).
    virtual void add(const std::string& hash, const RefreshGrant& grant) = 0;

    /// What a token stands for that was issued to this application of this partner, used or not,
    /// and without using it up; nothing for any other.
    [[nodiscard]] virtual std::optional<RefreshGrant> find(const PartnerId& partner,
                                                           const ApplicationId& application,
                                                           const std::string& hash,
                                                           Instant now) = 0;

    /// Uses a token up, if it was issued to this application of this partner, and keeps `successor`
    /// in its place with the same grant; the token of another is Unknown and stays as it is.
    [[nodiscard]] virtual RefreshUse exchange(const PartnerId& partner,
                                              const ApplicationId& application,
                                              const std::string& hash, const std::string& successor,
                                              Instant now) = 0;
};

/// Refresh tokens in memory, for as long as the process runs: enough for development and emulation,
/// where a client that is refused signs in again. Bounded; the oldest make room, used or not.
class MemoryRefreshTokenStore final : public RefreshTokenStore {
public:
    static constexpr std::size_t kDefaultCapacity = 100'000;

    /// Keeps at most `capacity` tokens, used ones included.
    explicit MemoryRefreshTokenStore(std::size_t capacity = kDefaultCapacity)
        : capacity_(capacity) {}

    /// As in the contract.
    void add(const std::string& hash, const RefreshGrant& grant) override;
    /// As in the contract.
    [[nodiscard]] std::optional<RefreshGrant> find(const PartnerId& partner,
                                                   const ApplicationId& application,
                                                   const std::string& hash, Instant now) override;
    /// As in the contract. An expired one is Unknown and stays until it makes room.
    [[nodiscard]] RefreshUse exchange(const PartnerId& partner, const ApplicationId& application,
                                      const std::string& hash, const std::string& successor,
                                      Instant now) override;

private:
    // A token that was used stays, marked: only so is a second use seen.
    struct Kept {
        RefreshGrant grant;
        bool used = false;
    };

    // The token, if it is this application's and has not expired. Under the lock.
    Kept* held(const PartnerId& partner, const ApplicationId& application, const std::string& hash,
               Instant now);
    void keep(const std::string& hash, const RefreshGrant& grant);
    void revoke(const Uuid& family);

    const std::size_t capacity_;
    std::mutex mutex_;  ///< guards the members below
    std::unordered_map<std::string, Kept> tokens_;
    // Hashes, oldest first; some may be gone from `tokens_`.
    std::deque<std::string> order_;
};

}  // namespace concordat::identity
