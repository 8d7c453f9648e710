#pragma once

#include <string>

#include "tests/support/temporary_folder.hpp"

namespace concordat::testing_support {

/// A certificate that signs itself, good for an hour, with its RSA key of 2048 bits: PEM files in a
/// folder of its own.
class TestCertificate {
public:
    /// `alternative` as OpenSSL writes subject alternative names: "DNS:localhost,IP:127.0.0.1".
    explicit TestCertificate(const std::string& alternative);

    [[nodiscard]] std::string file() const { return folder_.at("certificate.pem"); }
    [[nodiscard]] std::string keyFile() const { return folder_.at("key.pem"); }

    /// Whether `signature`, in base64, is RSA with SHA-256 over `text` by the key of a certificate
    /// in PEM.
    [[nodiscard]] static bool verifies(const std::string& pem, const std::string& text,
                                       const std::string& signature);

private:
    TemporaryFolder folder_;
};

}  // namespace concordat::testing_support
