#pragma once

#include <optional>

#include "core/api/handler.hpp"
#include "core/changes/change_set.hpp"

namespace concordat::api {

/// Applies what use cases plan, together with the reply that a repetition of the request will get.
/// Used by handlers, concurrently, on workers. One per cloud.
class ChangeWriter {
public:
    /// Borrows `store`, which outlives this.
    explicit ChangeWriter(changes::ChangeStore& store) : store_(store) {}

    /// Applies `changes`. `reply` is complete: it is kept under the caller's request id, if it sent
    /// one. When a request with the same id has been faster, `reply` becomes that one's reply.
    /// `expected` is the caller's etag, which decides the error of a version that has changed
    /// meanwhile; a change without one that loses such a race is a Conflict too. Blocks until the
    /// change is durable. @throws Error Conflict, PreconditionFailed, NotFound, InvalidRequest
    /// (kSandboxQuota, kValidationCodeUsedUp), StoreUnavailable
    void apply(const ApiRequest& request, changes::ChangeSet& changes,
               std::optional<ExpectedVersion> expected, http::Reply& reply);

    /// Fills `reply` with the one that is kept under the request's id; false when there is none or
    /// no id was sent. Asked when a handler failed on what the first request may have done; `apply`
    /// asks by itself. @throws Error Conflict (kRequestIdReused) when the id was used for
    /// another request, StoreUnavailable
    [[nodiscard]] bool replay(const ApiRequest& request, http::Reply& reply);

private:
    changes::ChangeStore& store_;  // not owned; outlives this
};

}  // namespace concordat::api
