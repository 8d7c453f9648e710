#include "core/accounts/domain_proof.hpp"

#include <algorithm>
#include <stdexcept>

#include "core/base/sha256.hpp"

namespace concordat::accounts {
namespace {

constexpr std::size_t kShortestKey = 32;
// Tells the hash from others under the same key.
constexpr std::string_view kPurpose = "domain proof";
constexpr std::string_view kBefore = "concordat-domain-proof=";

}  // namespace

DomainProver::DomainProver(std::string key, std::string cloud)
    : key_(std::move(key)), cloud_(std::move(cloud)) {
    if (key_.size() < kShortestKey)
        throw std::invalid_argument("a key for proofs of domains must have 32 bytes or more");
}

DomainProof DomainProver::proofOf(const PartnerId& partner, const CustomerId& customer,
                                  std::string_view domain) const {
    std::string text(kPurpose);
    for (const auto& part : {cloud_, partner.value.toString(), customer.value.toString()})
        text.append(1, '\0').append(part);
    text.append(1, '\0').append(domain);
    const auto hash = hmacSha256(key_, text);
    // 128 bits are more than anyone guesses.
    Uuid tag;
    std::copy_n(hash.begin(), tag.bytes.size(), tag.bytes.begin());
    return {std::string(kLabel).append(domain), std::string(kBefore).append(tag.toString())};
}

}  // namespace concordat::accounts
