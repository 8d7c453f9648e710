#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/uuid.hpp"
#include "core/store/master_key.hpp"

namespace concordat::store {

/// What a sealed value is, bound into its seal: a value moved to another table or row does not
/// open. Stored inside seals: never renumbered.
enum class Sealed : std::uint8_t {
    DataKey = 1,
    Customer = 2,
    CustomerUser = 3,
    PartnerProfiles = 4,
    RecordEntry = 5,
    StoredReply = 6,
    Qualification = 7,
    WebhookRegistration = 20,
    Agreement = 30
};

/// Seals personal data: AES-256-GCM under the data key of its customer or partner, that key wrapped
/// under the cloud's master key. Erasing the wrapped key erases the data. Replies kept for repeated
/// requests that are about no customer, or about its end, are sealed under a key derived from the
/// master key.
///
///     byte 0       form, 1
///     byte 1       number of the master key; 0 under a data key
///     bytes 2-13   nonce, random
///     then         ciphertext, as long as what was sealed
///     last 16      tag
///
/// A seal is bound to the kind of value and the id of its row, so that it opens nowhere else but in
/// the account that another partner has of the same customer, under the same key.
/// Immutable after construction; thread-safe.
class Vault {
public:
    /// `number` names the master key in what it wraps, so that keys can be changed one by one.
    explicit Vault(Key master, std::uint8_t number = 1);

    /// 64 hexadecimal digits by which a store knows its master key again. Derived from the key
    /// under a label of its own: tells nothing of the key, and is the same for the same key.
    [[nodiscard]] const std::string& fingerprint() const { return fingerprint_; }

    /// Wraps the data key of the customer or partner `owner`, whose id it is bound to. @throws
    /// Error Internal when OpenSSL fails
    [[nodiscard]] std::string wrap(const Key& key, const Uuid& owner) const;

    /// The inverse of wrap. @throws Error Internal when the wrapped key is not authentic: another
    /// cloud's, another owner's or damaged. Logged as STORE-SEAL
    [[nodiscard]] Key unwrap(std::string_view wrapped, const Uuid& owner) const;

    /// Seals a value under a data key; `id` is the id of its row. 30 bytes longer than `plain`.
    /// @throws Error Internal when OpenSSL fails
    [[nodiscard]] std::string seal(const Key& key, Sealed what, const Uuid& id,
                                   std::string_view plain) const;

    /// The inverse of seal. @throws Error Internal when the value is not authentic
    [[nodiscard]] std::string open(const Key& key, Sealed what, const Uuid& id,
                                   std::string_view sealed) const;

    /// 32 bytes by which a sealed name can be found and be unique among those under the same data
    /// key: HMAC-SHA-256 under a key derived from it. Tells nothing of the name without that key,
    /// and cannot be compared between customers. @throws Error Internal when OpenSSL fails
    [[nodiscard]] std::string hashName(const Key& key, std::string_view name) const;

    /// Seals a reply that is kept for a repeated request, bound to the request's id, under
    /// the cloud's key: for those that must outlive a customer.
    [[nodiscard]] std::string sealReply(const Uuid& request, std::string_view plain) const;

    /// The inverse of sealReply. @throws Error Internal when the reply is not authentic
    [[nodiscard]] std::string openReply(const Uuid& request, std::string_view sealed) const;

private:
    Key master_;
    Key reply_key_;
    std::string fingerprint_;
    std::uint8_t number_;
};

}  // namespace concordat::store
