#pragma once

#include <optional>
#include <string>

namespace concordat::identity {

/// A fetched document, or why there is none.
struct FetchedDocument {
    /// Nothing when it could not be had. Not checked in any way.
    std::optional<std::string> body;
    std::string problem;  ///< a short text for the log, such as "status 404"; empty on success
};

/// Gets an issuer's documents. PocoDocumentFetcher does it over HTTP; tests give their own. Called
/// from the threads of JwksCache, one call at a time per cache; outlives the caches.
class DocumentFetcher {
public:
    virtual ~DocumentFetcher() = default;

    /// Gets the document at an absolute URI. Blocks for a bounded time; never throws.
    [[nodiscard]] virtual FetchedDocument fetch(const std::string& uri) = 0;
};

/// Sends a form to a token endpoint. PocoDocumentFetcher does it too. Outlives its users.
class FormPoster {
public:
    virtual ~FormPoster() = default;

    /// Posts `form`, encoded, to an absolute URI; `authorization` is the header, or empty. The
    /// document is that of a reply of 200. Blocks for a bounded time; never throws.
    [[nodiscard]] virtual FetchedDocument post(const std::string& uri, const std::string& form,
                                               const std::string& authorization) = 0;
};

}  // namespace concordat::identity
