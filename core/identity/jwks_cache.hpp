#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <thread>

#include "core/identity/document_fetcher.hpp"
#include "core/identity/issuer_settings.hpp"
#include "core/identity/key_source.hpp"

namespace concordat::identity {

/// How unknown key names may cost time.
struct RefetchLimits {
    /// The least time between two fetches that unknown names cause.
    std::chrono::seconds interval{30};
};

/// The keys of an issuer on the network, by discovery or from a JWKS address. Rotation needs no
/// restart: `refresh` follows it, and a token with an unknown `kid` causes one fetch on a thread of
/// the cache's own, for which nobody waits: until it is over, callers learn that keys are awaited.
/// When a fetch fails the keys known so far
/// stay, and unknown names are awaited until the issuer has been asked. An issuer that publishes an
/// empty set withdraws all its keys. One per cloud, owned by runtime::IdentityParts.
///
/// Strangers can make up names of keys, but only in tokens that claim to be of the issuer, and they
/// cause one fetch in `interval` at most.
class JwksCache final : public KeySource {
public:
    /// Starts without keys; call `refresh` before serving. `fetcher` is not owned and outlives the
    /// cache.
    JwksCache(IssuerSettings settings, DocumentFetcher& fetcher, RefetchLimits limits = {});

    /// Waits for a fetch under way.
    ~JwksCache() override;

    /// Never waits for the network. An unknown name starts a fetch, unless one runs or the last one
    /// that a name caused began less than `interval` ago.
    [[nodiscard]] FoundKey find(std::string_view kid, Instant now) override;
    /// Changes when a fetch brought a set in which a key is missing or another one; a key more
    /// changes nothing.
    [[nodiscard]] std::uint64_t generation() const noexcept override;
    /// Fetches now, whenever the last one was. Blocks for the fetcher's limits, twice where
    /// discovery comes first.
    bool refresh(Instant now) override;

private:
    [[nodiscard]] std::shared_ptr<const VerificationKey> lookUp(std::string_view kid) const;
    // With `fetch_mutex_` held.
    [[nodiscard]] bool isTooSoon(Instant now) const;
    void startFetch(Instant now);
    // Fetches and adopts; on the cache's thread or the job's, one at a time.
    bool load();
    // As set, or from the discovery document, which must be the issuer's and name its own host.
    [[nodiscard]] std::optional<std::string> jwksAddress();
    [[nodiscard]] std::optional<std::string> fetchOrLog(const std::string& uri);
    // From here on tokens are judged by these keys.
    void adopt(KeySet keys);
    bool exchange(std::shared_ptr<const KeySet> keys);

    const IssuerSettings settings_;
    const RefetchLimits limits_;
    DocumentFetcher& fetcher_;

    mutable std::shared_mutex keys_mutex_;  ///< guards `keys_`
    std::shared_ptr<const KeySet> keys_ = std::make_shared<KeySet>();
    std::atomic<std::uint64_t> generation_{0};
    std::atomic<bool> unreachable_{false};  ///< the last document could not be fetched

    std::mutex load_mutex_;  ///< held while documents are fetched: one fetch at a time

    std::mutex fetch_mutex_;  ///< guards the members below
    bool fetching_ = false;
    std::optional<Instant> last_fetch_;
    std::jthread fetch_;
};

}  // namespace concordat::identity
