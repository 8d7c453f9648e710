#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "core/identity/document_fetcher.hpp"

namespace Poco {
class URI;
namespace Net {
class StreamSocket;
}
}  // namespace Poco

namespace concordat::identity {

class TlsTrust;

/// Bounds of a fetch, and whom it trusts. The defaults are generous for a document of some
/// kilobytes and short enough that a job thread is not held up.
struct FetchSettings {
    std::chrono::milliseconds step_timeout{2000};   ///< to connect, and between two bytes
    std::chrono::milliseconds total_timeout{5000};  ///< from connecting to the last byte
    /// A longer document is refused whole.
    std::size_t max_body_bytes = std::size_t{256} * 1024;
    std::string ca_file;  ///< certificates to trust in PEM; empty: those of the system
};

/// Gets documents and posts forms by HTTP or HTTPS with Poco: each on a connection of its own, no
/// redirects, no proxy, status 200 only, certificate and host name always verified. A server that
/// answers slowly for ever is cut off at the total timeout (the name lookup before it has the
/// resolver's own limits). Thread-safe.
class PocoDocumentFetcher final : public DocumentFetcher, public FormPoster {
public:
    /// Reads the CA file once. @throws FatalError IDENTITY-TRUST-UNUSABLE when it cannot be used.
    explicit PocoDocumentFetcher(FetchSettings settings = {});
    ~PocoDocumentFetcher() override;

    /// Each call on a connection of its own, with a second thread that watches the time.
    [[nodiscard]] FetchedDocument fetch(const std::string& uri) override;
    /// As fetch().
    [[nodiscard]] FetchedDocument post(const std::string& uri, const std::string& form,
                                       const std::string& authorization) override;

private:
    // What is sent: a GET, or a POST of the form.
    struct Message;

    FetchedDocument exchange(const std::string& uri, const Message& message);
    FetchedDocument exchangeSecurely(const Poco::Net::StreamSocket& tcp, const Poco::URI& uri,
                                     const Message& message);

    FetchSettings settings_;
    std::unique_ptr<TlsTrust> trust_;
};

}  // namespace concordat::identity
