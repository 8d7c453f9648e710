#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "core/base/time.hpp"
#include "core/identity/verification_key.hpp"

namespace concordat::identity {

/// What a source of keys has for a name.
struct FoundKey {
    std::shared_ptr<const VerificationKey> key;  ///< null when the issuer has none
    /// Null, but newer keys are under way: the same question may have another answer soon.
    bool awaited = false;
};

/// Where the keys of a cloud's issuer come from: JwksCache for one on the network, SigningKeys for
/// the built-in authority. Called concurrently from event threads; outlives the verifiers that use
/// it.
class KeySource {
public:
    virtual ~KeySource() = default;

    /// The key of that name. An unknown name may cause newer keys to be fetched, for which nobody
    /// waits here. Never throws.
    [[nodiscard]] virtual FoundKey find(std::string_view kid, Instant now) = 0;

    /// A number that changes whenever a key was removed or replaced: what was verified under
    /// another number must be verified again.
    [[nodiscard]] virtual std::uint64_t generation() const noexcept = 0;

    /// Gets the issuer's keys again; the runtime calls it at start and periodically from a job
    /// thread. May block for the time limits of the source. False when that failed: the keys known
    /// so far stay, and the reason is logged. Never throws.
    virtual bool refresh(Instant now) = 0;
};

}  // namespace concordat::identity
