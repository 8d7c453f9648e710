#include "core/identity/caching_verifier.hpp"

#include <array>
#include <bit>
#include <cstring>
#include <mutex>
#include <utility>
#include <vector>

#include "core/base/sha256.hpp"

namespace concordat::identity {
namespace {

/// Entries of a set: few enough to be looked through under a lock, enough that one busy token
/// seldom drives out another.
constexpr std::size_t kWays = 8;
constexpr std::size_t kCacheLine = 64;
constexpr std::size_t kMaxTokenSize = std::size_t{17} * 1024;  // longer ones are refused unhashed

using Digest = std::array<char, 32>;

/// Of the whole header, so that "bearer x" and "Bearer x" are two entries: rare, and right.
Digest digestOf(std::string_view authorization) {
    const auto bytes = sha256({authorization});
    Digest digest{};
    std::memcpy(digest.data(), bytes.data(), digest.size());
    return digest;
}

struct Entry {
    Digest digest{};
    std::shared_ptr<const Principal> principal;  ///< null: the entry is free
    Instant good_from;
    Instant good_until;
    std::uint64_t generation = 0;
    std::uint64_t last_used = 0;

    [[nodiscard]] bool isGood(Instant now, std::uint64_t current) const {
        return principal && generation == current && good_from <= now && now < good_until;
    }
};

/// The few entries that a digest may be in, with their lock.
struct alignas(kCacheLine) Set {
    std::mutex mutex;  ///< guards the rest
    std::uint64_t uses = 0;
    std::array<Entry, kWays> entries;
};

}  // namespace

/// A table of small sets: a lookup locks and reads one set, which no other token's lookup is likely
/// to want at the same moment.
class CachingVerifier::Table {
public:
    // A power of two, so that a few bits of the digest choose the set.
    explicit Table(std::size_t capacity) : sets_(std::bit_ceil((capacity + kWays - 1) / kWays)) {}

    std::shared_ptr<const Principal> find(const Digest& digest, Instant now,
                                          std::uint64_t generation) {
        auto& set = setOf(digest);
        const std::lock_guard lock(set.mutex);
        for (auto& entry : set.entries) {
            // Digests are compared in no constant time: who can choose a digest already has a
            // token.
            if (entry.digest != digest || !entry.isGood(now, generation)) continue;
            entry.last_used = ++set.uses;
            return entry.principal;
        }
        return nullptr;
    }

    void add(const Digest& digest, const VerifiedToken& token, Instant now,
             std::uint64_t generation) {
        auto& set = setOf(digest);
        const std::lock_guard lock(set.mutex);
        auto& entry = leastUseful(set, digest, now, generation);
        entry = {digest,           token.principal,  token.good_from,
                 token.good_until, token.generation, ++set.uses};
    }

    [[nodiscard]] std::size_t capacity() const { return sets_.size() * kWays; }

private:
    /// The entry of the same token, else one that is no longer good, else the one unused longest.
    static Entry& leastUseful(Set& set, const Digest& digest, Instant now,
                              std::uint64_t generation) {
        auto* oldest = &set.entries.front();
        auto* dead = static_cast<Entry*>(nullptr);
        for (auto& entry : set.entries) {
            if (entry.digest == digest) return entry;
            if (!entry.isGood(now, generation)) dead = &entry;
            if (entry.last_used < oldest->last_used) oldest = &entry;
        }
        return dead != nullptr ? *dead : *oldest;
    }

    Set& setOf(const Digest& digest) {
        std::uint64_t bits = 0;
        std::memcpy(&bits, digest.data(), sizeof bits);
        return sets_[bits & (sets_.size() - 1)];
    }

    std::vector<Set> sets_;
};

CachingVerifier::CachingVerifier(JwtVerifier& verifier, std::size_t capacity)
    : verifier_(verifier), table_(std::make_unique<Table>(capacity)) {}

CachingVerifier::~CachingVerifier() = default;

TokenVerdict CachingVerifier::verify(std::string_view authorization, Instant now) {
    if (authorization.empty() || authorization.size() > kMaxTokenSize)
        return verifier_.verify(authorization, now);
    const auto digest = digestOf(authorization);
    // Read before the lookup: keys that change meanwhile only cause one more verification.
    const auto generation = verifier_.keys().generation();
    if (auto principal = table_->find(digest, now, generation))
        return {std::move(principal), TokenFault::Missing};
    auto token = verifier_.verifyToken(authorization, now);
    if (token.principal) table_->add(digest, token, now, generation);
    return {std::move(token.principal), token.fault};
}

std::string_view CachingVerifier::acceptedIssuer() const {
    return verifier_.acceptedIssuer();
}

std::size_t CachingVerifier::capacity() const noexcept {
    return table_->capacity();
}

}  // namespace concordat::identity
