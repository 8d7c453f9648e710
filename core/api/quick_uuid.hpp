#pragma once

#include "core/base/uuid.hpp"

namespace concordat::api {

/// A version 4 identifier for a request or correlation that the caller did not name: unique, not
/// secret, and cheap, because every such request takes one. Seeded per thread from OpenSSL.
[[nodiscard]] Uuid makeQuickUuid();

}  // namespace concordat::api
