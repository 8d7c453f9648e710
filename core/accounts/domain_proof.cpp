#include "core/accounts/domain_proof.hpp"

#include <stdexcept>

#include "core/base/keyed_tag.hpp"

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
    auto content = partner.value.toString();
    content.append(1, '\0').append(customer.value.toString()).append(1, '\0').append(domain);
    const auto tag = keyedTag(key_, kPurpose, cloud_, content);
    return {std::string(kLabel).append(domain), std::string(kBefore).append(tag.toString())};
}

}  // namespace concordat::accounts
