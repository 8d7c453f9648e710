#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "core/base/expected_version.hpp"
#include "core/http/message.hpp"

namespace concordat::api {

class JsonObject;

/// The headers that the partner API reads, found in one pass; empty where not sent. Views into the
/// request, not checked: the dispatcher does. Of a header that comes twice the first counts.
struct RequestHead {
    std::string_view authorization;
    std::string_view request_id;          ///< MS-RequestId
    std::string_view correlation_id;      ///< MS-CorrelationId
    std::string_view contract_version;    ///< MS-Contract-Version
    std::string_view continuation_token;  ///< MS-ContinuationToken
    std::string_view locale;              ///< X-Locale
    std::string_view if_match;            ///< If-Match
    std::string_view content_type;        ///< Content-Type
    std::string_view accept;              ///< Accept
};

/// Reads the headers.
[[nodiscard]] RequestHead readHead(std::span<const http::HeaderField> headers) noexcept;

/// Whether a Content-Type is application/json, with or without parameters. None at all counts as
/// JSON, since existing clients leave it out.
[[nodiscard]] bool isJson(std::string_view content_type) noexcept;

/// The version that a request without body was meant for, from If-Match alone; nothing when it is
/// absent or "*". Version 0 as below.
[[nodiscard]] std::optional<ExpectedVersion> expectedVersion(const RequestHead& head);

/// The version that the caller saw: from If-Match, else from `attributes.etag` of `body`; nothing
/// when it sent neither, or "*". An etag that this server cannot have written is version 0, which
/// no resource has.
[[nodiscard]] std::optional<ExpectedVersion> expectedVersion(const RequestHead& head,
                                                             const JsonObject& body);

}  // namespace concordat::api
