#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace concordat::runtime {

/// Signs deliveries with the key of a certificate, and hands out the certificates by which
/// receivers check them. Files that change are read again, so that a certificate is replaced
/// without a restart; those of before stay available. Thread-safe.
class WebhookSigner {
public:
    /// A signature and the certificate that it belongs to.
    struct Signature {
        std::string value;       ///< RSA with SHA-256, in base64
        std::string thumbprint;  ///< of the certificate: see certificate()
    };

    /// Reads PEM files: the certificate with its chain, its RSA key without passphrase, and the
    /// certificate of before, if there was one. @throws FatalError WEBHOOK-CERTIFICATE-UNUSABLE
    /// when one cannot be read, or the key is not the certificate's
    WebhookSigner(std::filesystem::path certificate, std::filesystem::path key,
                  const std::filesystem::path& previous = {});
    ~WebhookSigner();
    WebhookSigner(const WebhookSigner&) = delete;
    WebhookSigner& operator=(const WebhookSigner&) = delete;

    /// Signs a text as it will be sent. @throws Error Internal when OpenSSL fails
    [[nodiscard]] Signature sign(std::string_view text) const;

    /// A certificate with its chain in PEM, by the SHA-256 of its DER in 64 hexadecimal digits;
    /// nothing for one that never was.
    [[nodiscard]] std::optional<std::string> certificate(std::string_view thumbprint) const;

    /// Reads certificate and key again when their files have changed. One that cannot be used is
    /// logged (WEBHOOK-CERTIFICATE-UNUSABLE), and the one of before goes on. For a job.
    void refresh() noexcept;

private:
    struct Key;

    // Reads both files, unless they are as they were.
    void load();

    std::filesystem::path certificate_file_;
    std::filesystem::path key_file_;
    mutable std::mutex mutex_;  // guards the members below
    std::shared_ptr<const Key> key_;
    std::map<std::string, std::string, std::less<>> certificates_;
    std::string seen_;  // digest of both files at the last reading
};

}  // namespace concordat::runtime
