#pragma once

#include <optional>

#include "core/api/handler.hpp"
#include "core/changes/change_set.hpp"

namespace concordat::api {

/// Applies what use cases plan, together with the reply that a repetition of the request will get.
/// Used by handlers, concurrently.
class ChangeWriter {
public:
    explicit ChangeWriter(changes::ChangeStore& store) : store_(store) {}

    /// Applies `changes`. `reply` is complete: it is kept under the caller's request id, if it sent
    /// one. When a request with the same id has been faster, `reply` becomes that one's reply.
    /// `expected` is the caller's etag, which decides the error of a version that has changed
    /// meanwhile. @throws Error Conflict, PreconditionFailed, NotFound, InvalidRequest
    /// (kSandboxQuota), StoreUnavailable
    void apply(const ApiRequest& request, changes::ChangeSet& changes,
               std::optional<ExpectedVersion> expected, http::Reply& reply);

    /// Fills `reply` with the one that is kept under the request's id; false when there is none.
    /// @throws Error Conflict (kRequestIdReused) when the id was used for another request
    [[nodiscard]] bool replay(const ApiRequest& request, http::Reply& reply);

private:
    changes::ChangeStore& store_;  // not owned; outlives this
};

}  // namespace concordat::api
