#pragma once

#include <string>
#include <vector>

#include "core/identity/token_verifier.hpp"
#include "tests/identity/token_forge.hpp"

namespace concordat::identity::testing {

/// The keys of the attacked issuer, and one of the attacker's own.
struct AttackKeys {
    TestKey any_rsa = TestKey::rsa("rsa");               ///< published without `alg`
    TestKey rs_only = TestKey::rsa("rs-only");           ///< published as RS256
    TestKey ps_only = TestKey::rsa("ps-only");           ///< published as PS256
    TestKey ec = TestKey::p256("ec");                    ///< published as ES256
    TestKey weak = TestKey::rsa("weak", 1024);           ///< published, and to be passed over
    TestKey p384 = TestKey::p384("p384");                ///< published, and to be passed over
    TestKey attacker = TestKey::rsa("attacker");         ///< not published
    TestKey attacker_ec = TestKey::p256("attacker-ec");  ///< not published

    /// The issuer's JWKS document, with an exponent of 1 and a point off the curve among its keys.
    [[nodiscard]] std::string jwks() const;
};

/// An Authorization header that must not be accepted, and why it is not.
struct Attack {
    std::string name;
    TokenFault fault;
    std::string authorization;
};

/// Attacks on the header: algorithms, key names, keys brought along.
[[nodiscard]] std::vector<Attack> headerAttacks(const AttackKeys& keys);

/// Attacks on the form: parts, encodings, JSON.
[[nodiscard]] std::vector<Attack> formAttacks(const AttackKeys& keys);

/// Attacks on the signature.
[[nodiscard]] std::vector<Attack> signatureAttacks(const AttackKeys& keys);

/// Attacks on the claims of properly signed tokens.
[[nodiscard]] std::vector<Attack> claimAttacks(const AttackKeys& keys);

}  // namespace concordat::identity::testing
