#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace concordat::http {

/// The methods that Concordat knows; every other token is Other, answered 405 or 501 by the
/// service.
enum class Method : std::uint8_t { Get, Head, Post, Put, Patch, Delete, Options, Other };

/// One header field of a request; views into the connection's buffer.
struct HeaderField {
    std::string_view name;   ///< as sent
    std::string_view value;  ///< without surrounding blanks
};

/// One request, framed and checked by the server: exactly one Host, no control characters,
/// consistent lengths. All views point into the connection's buffer and are valid until the service
/// returns. Filled by RequestReader; before the body has arrived (Service::placementOf) `body` is
/// empty.
struct Request {
    Method method = Method::Other;
    std::string_view method_name;  ///< as sent
    std::string_view target;       ///< as sent: path and query
    std::string_view path;         ///< before '?'; still percent-encoded
    std::string_view query;        ///< after '?'; empty when there is none
    /// In the order in which they came; the framing ones too. Names may occur twice.
    std::span<const HeaderField> headers;
    std::string_view body;        ///< decoded from chunks; empty when too large
    bool body_too_large = false;  ///< the body exceeded the limit and was not read: answer 413
    std::string_view peer;        ///< address of the caller, for the access log

    /// The value of the first header of that name, compared without regard to case; empty when
    /// there is none.
    [[nodiscard]] std::string_view header(std::string_view name) const noexcept;
};

/// The rest of a body that is too long to be held: asked for piece by piece, each when the client
/// has taken the one before, so that a reply of any length needs the memory of one piece. Owned by
/// the connection and asked where its request was carried out (Placement), by one thread at a time;
/// destroyed on any thread, early when the client goes.
class BodySource {
public:
    /// Whether there is more after a piece.
    enum class Progress {
        More,
        Last,
        Broken  ///< cannot go on: the connection is cut, so that nobody takes the body for whole
    };

    virtual ~BodySource() = default;

    /// Appends the next piece to `out`: some tens of kilobytes, perhaps nothing. Must not throw;
    /// may block or suspend as its request may. Never called again after Last and Broken.
    [[nodiscard]] virtual Progress next(std::string& out) noexcept = 0;
};

/// A reply under construction. The server owns it and reuses its memory from request to request:
/// `reset` keeps capacity. Status line, Date, Content-Length and Connection are the server's; all
/// else is the service's, which must not add those.
class Reply {
public:
    int status = 200;
    std::string headers;  ///< complete lines "Name: value\r\n"; values must hold no CR or LF
    /// Left out of the reply to a HEAD, and of 204 and 304.
    std::string body;
    /// What follows `body`; null: nothing. Sent in chunks, and to a client of HTTP/1.0 up to the
    /// end of the connection. It keeps nothing of the request.
    std::unique_ptr<BodySource> rest;

    /// Appends one header line. `value` must come from the program or have been checked for control
    /// characters: nothing is checked here, and a CR in it would begin a header of the caller's
    /// choosing.
    void addHeader(std::string_view name, std::string_view value);

    /// Back to an empty 200, keeping the memory.
    void reset();
};

}  // namespace concordat::http
