#pragma once

#include <exception>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace concordat {

/// Why a request cannot go on, by what the caller can do about it. Closed: `api::httpStatusFor` has
/// no default branch, so that a new kind does not compile until someone chose its status. The
/// status in brackets is what it becomes there.
enum class ErrorKind {
    InvalidRequest,   ///< malformed or against a rule of form; retrying unchanged cannot help (400)
    Unauthenticated,  ///< no acceptable token; get one from the issuer named in the reply (401)
    Forbidden,        ///< the role, the token kind or the cloud's rules do not allow it (403)
    NotOffered,  ///< this cloud does not offer the operation; the reply names the portal that does
                 ///< (403)
    NotFound,    ///< no such object, or it belongs to another partner: callers cannot tell which
                 ///< (404)
    MethodNotAllowed,      ///< the path exists, the method does not; the reply lists those that do
                           ///< (405)
    Conflict,              ///< a uniqueness or version check failed: re-read, then retry (409)
    PreconditionFailed,    ///< If-Match names an older version: re-read, then retry (412)
    TooLarge,              ///< the body exceeds the limit in the settings (413)
    UnsupportedMediaType,  ///< the body is not application/json (415)
    TooManyRequests,       ///< throttled: wait for Retry-After seconds (429)
    NotBuilt,              ///< an operation that is known and not implemented (501)
    StoreUnavailable,      ///< the store did not answer in time; safe to retry after a pause (503)
    Overloaded,            ///< too many wait, or what must be asked does not answer; safe to retry
                           ///< after a pause (503)
    Internal  ///< a bug or a broken deployment; logged in full, shown without detail (500)
};

/// The one exception type of requests that cannot go on; caught at three borders only (SOCI,
/// plugin, HTTP). Thrown by any room, on any thread; what the request had begun is undone by the
/// destructors on the way.
///
/// `code` is the number that partners see (core/api/error_catalogue.hpp gives its text in every
/// language), `arguments` fill the text's places {0}, {1}, ... and hold identifiers, names of
/// members and rule ids, never personal data. They are also the reply's `data`, in their order. A
/// place without argument is left empty.
class Error : public std::exception {
public:
    /// `code` is one of core/base/error_codes.hpp whose status belongs to `kind`; nothing checks
    /// that they agree.
    Error(ErrorKind kind, int code, std::vector<std::string> arguments = {})
        : kind_(kind), code_(code), arguments_(std::move(arguments)) {}

    /// Decides the status.
    [[nodiscard]] ErrorKind kind() const noexcept { return kind_; }
    /// Decides the text.
    [[nodiscard]] int code() const noexcept { return code_; }
    /// In the order of the text's places; for kRuleRefused and a rule's own code the first is the
    /// rule's id.
    [[nodiscard]] const std::vector<std::string>& arguments() const noexcept { return arguments_; }

    /// For the log and for tests only: a fixed text, never personal data. Partners get the
    /// catalogue's text.
    [[nodiscard]] const char* what() const noexcept override { return "concordat::Error"; }

private:
    ErrorKind kind_;
    int code_;
    std::vector<std::string> arguments_;
};

/// A process that must not start or go on: wrong settings, a plugin that is refused, a store that
/// is not what it says. Let through to `main`, which prints it and ends with a failure; only what
/// is read again while requests run (the signing keys) catches it and goes on with what it had. The
/// message is for the operator and says what to do, in whole sentences; `event` is its id in
/// config/events.md.
class FatalError : public std::exception {
public:
    /// `message` may name files and settings, never secrets.
    FatalError(std::string event, std::string message)
        : event_(std::move(event)), message_(std::move(message)) {}

    /// Permanent, such as "PLUGIN-FACTS".
    [[nodiscard]] const std::string& event() const noexcept { return event_; }
    /// The message, as it was given.
    [[nodiscard]] const char* what() const noexcept override { return message_.c_str(); }

private:
    std::string event_;
    std::string message_;
};

}  // namespace concordat
