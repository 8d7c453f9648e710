#pragma once

#include "core/base/uuid.hpp"

namespace concordat::api {

/// A version 4 identifier for a request or correlation that the caller did not name: unique, not
/// secret, and cheap, because every such request takes one. Predictable to who has seen many, so
/// never for anything that must not be guessed. Seeded per thread from OpenSSL. @throws Error
/// Internal when a thread's first seed cannot be had
[[nodiscard]] Uuid makeQuickUuid();

}  // namespace concordat::api
