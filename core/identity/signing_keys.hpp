#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <shared_mutex>
#include <string>
#include <string_view>

#include "core/base/time.hpp"
#include "core/identity/key_source.hpp"

namespace concordat::identity {

/// The built-in authority's key: signs RS256, and tells verifiers its public half. Immutable, so
/// that threads share it.
class SigningKey {
public:
    /// Makes a new RSA key of 2048 bits; takes some tens of milliseconds. @throws FatalError
    /// IDENTITY-SIGNING-KEY-UNUSABLE when OpenSSL cannot.
    [[nodiscard]] static std::shared_ptr<const SigningKey> generate();

    /// Reads a key in PEM, private or public; null when it is none of RSA from 2048 bits.
    [[nodiscard]] static std::shared_ptr<const SigningKey> fromPem(const std::string& pem);

    /// The thumbprint of RFC 7638: the same key has the same name everywhere.
    [[nodiscard]] const std::string& kid() const noexcept { return kid_; }

    /// Whether the private half is there.
    [[nodiscard]] bool canSign() const noexcept { return private_; }

    /// The RS256 signature of `input`, raw. Takes up to a millisecond. @throws Error Internal when
    /// OpenSSL refuses or the private half is missing.
    [[nodiscard]] std::string sign(std::string_view input) const;

    /// The public half, for verifying.
    [[nodiscard]] const std::shared_ptr<const VerificationKey>& verificationKey() const noexcept {
        return verification_key_;
    }

    /// The public half as a JWK.
    [[nodiscard]] std::string jwk() const;

    /// The key in PEM: the private half, or the public one when only that is wanted. @throws Error
    /// Internal when there is no private half.
    [[nodiscard]] std::string privatePem() const;
    /// The public half in PEM, as a SubjectPublicKeyInfo.
    [[nodiscard]] std::string publicPem() const;

private:
    SigningKey(std::shared_ptr<evp_pkey_st> key, bool is_private);

    std::shared_ptr<evp_pkey_st> key_;
    bool private_;
    // Of the public half, in base64url, as a JWK has it.
    std::string modulus_;
    std::string exponent_;  ///< base64url
    std::string kid_;
    std::shared_ptr<const VerificationKey> verification_key_;
};

/// The keys of one cloud's built-in authority in a file of mode 0600: the one that signs and, after
/// a rotation, the public half of the one before it, so that tokens signed with it live out their
/// hour. Thread-safe. Another process (the command line) may use the same file; `refresh` reads it
/// again. Two processes that rotate at once leave the keys of one of them.
class SigningKeys final : public KeySource {
public:
    /// Reads the file, or makes it with a new key when there is none. @throws FatalError
    /// IDENTITY-SIGNING-KEY-UNUSABLE when it cannot be read or written, holds no usable key, is a
    /// symbolic link, or others than its owner may read it.
    explicit SigningKeys(std::filesystem::path file);

    /// The key that signs now.
    [[nodiscard]] std::shared_ptr<const SigningKey> current() const;

    /// The JWKS document: the public halves of all keys.
    [[nodiscard]] std::string jwks() const;

    /// Replaces the signing key by a new one and keeps the old one's public half; the one before
    /// that is withdrawn. @throws FatalError as the constructor.
    void rotate();

    /// One of the two; never waits for anything but the lock of a rotation.
    [[nodiscard]] FoundKey find(std::string_view kid, Instant now) override;
    /// Changes when a key is withdrawn: by the second rotation after it was made.
    [[nodiscard]] std::uint64_t generation() const noexcept override;
    /// Reads the file again. False, with the reason logged, when it cannot be used any more.
    bool refresh(Instant now) override;

private:
    struct Keys {
        std::shared_ptr<const SigningKey> current;
        // Only its public half; null before the first rotation.
        std::shared_ptr<const SigningKey> previous;
    };

    [[nodiscard]] Keys read() const;
    // Whole or not at all; see the source for `replace`.
    void write(const Keys& keys, bool replace) const;
    void adopt(Keys keys);

    const std::filesystem::path file_;
    mutable std::shared_mutex mutex_;  ///< guards `keys_`
    Keys keys_;
    std::atomic<std::uint64_t> generation_{0};
};

}  // namespace concordat::identity
