#pragma once

#include <cstdint>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"

namespace concordat {

/// The version that a caller saw, from its etag. If-Match wins over `attributes.etag` in the body;
/// which of the two it was decides the status of a stale one, because existing clients retry a 412
/// three times and a 409 never.
struct ExpectedVersion {
    /// Of the object when the caller read it; counts from 1, so that 0 is stale for every object.
    std::uint64_t version = 0;
    bool if_match = false;  ///< true: from If-Match, false: from the body

    /// The error of a stale etag: PreconditionFailed for If-Match, Conflict for the body's form.
    /// Also for a change set that comes back Stale, when somebody was faster between the read and
    /// the write.
    [[nodiscard]] Error staleError() const {
        return {if_match ? ErrorKind::PreconditionFailed : ErrorKind::Conflict, codes::kStaleEtag};
    }

    /// @throws Error staleError() unless `current` is the expected version.
    void require(std::uint64_t current) const {
        if (version != current) throw staleError();
    }
};

}  // namespace concordat
