#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "core/identity/jwt_verifier.hpp"
#include "core/identity/token_verifier.hpp"

namespace concordat::identity {

/// Remembers verified tokens until they expire, so that a token is verified once and not per
/// request: a microsecond instead of some forty. Only successes are remembered; each answer is
/// checked against the time of the call and against the keys' generation, so that a withdrawn key
/// takes its tokens along. Entries are found by the SHA-256 of the whole header value: no token is
/// kept. Called concurrently from event threads; memory is bounded, an entry little used makes room
/// for a new one.
class CachingVerifier final : public TokenVerifier {
public:
    /// In tokens; a few megabytes. Beyond, tokens that are used seldom are verified again.
    static constexpr std::size_t kDefaultCapacity = std::size_t{16} * 1024;

    /// `verifier` is not owned and outlives this. `capacity` is in tokens, rounded up to the shape
    /// of the table.
    explicit CachingVerifier(JwtVerifier& verifier, std::size_t capacity = kDefaultCapacity);
    ~CachingVerifier() override;

    /// As the verifier behind it, but for time. Refusals are as dear as ever.
    [[nodiscard]] TokenVerdict verify(std::string_view authorization, Instant now) override;
    /// That of the verifier behind it.
    [[nodiscard]] std::string_view acceptedIssuer() const override;

    /// The most tokens that are remembered at a time: the next power of two of sets of eight.
    [[nodiscard]] std::size_t capacity() const noexcept;

private:
    class Table;

    JwtVerifier& verifier_;
    std::unique_ptr<Table> table_;
};

}  // namespace concordat::identity
