#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "core/identity/issuer_settings.hpp"
#include "core/identity/key_source.hpp"

struct evp_pkey_st;

/// What the tests of identity share: keys that sign whatever a test wants, good or forged.
namespace concordat::identity::testing {

inline constexpr std::string_view kIssuerV1 =
    "https://login.cloud.example/11111111-2222-4333-8444-555555555555/";
inline constexpr std::string_view kIssuerV2 =
    "https://login.cloud.example/11111111-2222-4333-8444-555555555555/v2.0";
inline constexpr std::string_view kAudience = "https://api.cloud.example";
inline constexpr std::string_view kTenant = "11111111-2222-4333-8444-555555555555";
inline constexpr std::string_view kApplication = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee";
inline constexpr std::string_view kUser = "99999999-8888-4777-8666-555555555555";
inline constexpr std::int64_t kNowSeconds = 1'800'000'000;

/// The time at which the tests take place.
inline const Instant kNow{std::chrono::seconds(kNowSeconds)};

/// A key pair, made anew in each run.
class TestKey {
public:
    /// An RSA key; small ones are for the tests that see them refused.
    static TestKey rsa(std::string kid, unsigned bits = 2048);
    static TestKey p256(std::string kid);
    static TestKey p384(std::string kid);

    [[nodiscard]] const std::string& kid() const { return kid_; }

    /// The public half as a JWK; `alg` is left out when empty.
    [[nodiscard]] std::string jwk(std::string_view alg = {}) const;

    /// The public half in PEM, the text that confuses careless verifiers into an HMAC secret.
    [[nodiscard]] std::string pem() const;

    /// The raw bytes of a signature of `input`: "RS256", "PS256", "RS512", "ES256" (r and s) or
    /// "ES256-DER".
    [[nodiscard]] std::string sign(std::string_view algorithm, std::string_view input) const;

private:
    TestKey(std::string kid, evp_pkey_st* key);

    std::string kid_;
    std::shared_ptr<evp_pkey_st> key_;
};

/// An RSA key of that name which all tests of the process share: making one is slow. Not
/// thread-safe.
[[nodiscard]] const TestKey& sharedRsa(const std::string& kid);

/// The HMAC-SHA256 of `input`.
[[nodiscard]] std::string hmac(std::string_view secret, std::string_view input);

/// A compact JWS of the two texts, whatever they are, signed as `algorithm` says.
[[nodiscard]] std::string makeToken(const TestKey& key, std::string_view algorithm,
                                    std::string_view header, std::string_view payload);

/// `{"alg":...,"typ":"JWT","kid":...}`.
[[nodiscard]] std::string headerOf(std::string_view algorithm, std::string_view kid);

/// The members of a payload by name, each value as JSON text; changed and written by tests.
using Claims = std::map<std::string, std::string>;

/// Claims of a user with the role AdminAgent, v1.
[[nodiscard]] Claims userClaims();

/// Claims of an application without user, v2.
[[nodiscard]] Claims applicationClaims();

/// The claims as a JSON object.
[[nodiscard]] std::string toJson(const Claims& claims);

/// A copy of `claims` with one changed.
[[nodiscard]] Claims with(Claims claims, const std::string& name, std::string value);

/// A copy of `claims` without one.
[[nodiscard]] Claims without(Claims claims, const std::string& name);

/// Settings that accept the claims above.
[[nodiscard]] IssuerSettings testIssuer();

/// Keys that tests exchange at will.
class FixedKeys final : public KeySource {
public:
    explicit FixedKeys(KeySet keys) : keys_(std::move(keys)) {}

    FoundKey find(std::string_view kid, Instant now) override;
    [[nodiscard]] std::uint64_t generation() const noexcept override { return generation_; }
    bool refresh(Instant) override { return true; }

    /// Takes other keys and changes the generation.
    void replace(KeySet keys);

    std::atomic<int> asked = 0;  ///< how often `find` was called

private:
    KeySet keys_;
    std::uint64_t generation_ = 0;
};

/// The JWKS document of some JWKs.
[[nodiscard]] std::string jwksOf(std::initializer_list<std::string> jwks);

}  // namespace concordat::identity::testing
