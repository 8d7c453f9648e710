#pragma once

#include <string>
#include <string_view>

#include "core/base/ids.hpp"

namespace concordat::accounts {

/// What the holder of a domain publishes to show that it is theirs: a TXT record.
struct DomainProof {
    std::string name;   ///< whose record, below the domain
    std::string value;  ///< what it says, whole

    bool operator==(const DomainProof&) const = default;
};

/// Makes the proofs that one cloud asks for. Nothing is kept: asked again it says the same, and
/// without the key nobody can tell beforehand what it will be. Thread-safe.
class DomainProver {
public:
    /// What stands before the domain in the name of the record.
    static constexpr std::string_view kLabel = "_concordat.";

    /// `key` has 32 random bytes or more and is the same in every instance of the cloud. @throws
    /// std::invalid_argument for a shorter one
    DomainProver(std::string key, std::string cloud);

    /// What shows that `customer` of `partner` holds `domain`, which is folded. Of no use to any
    /// other partner, customer, domain or cloud.
    [[nodiscard]] DomainProof proofOf(const PartnerId& partner, const CustomerId& customer,
                                      std::string_view domain) const;

private:
    std::string key_;
    std::string cloud_;
};

}  // namespace concordat::accounts
