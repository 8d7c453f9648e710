#pragma once

#include "core/base/time.hpp"
#include "core/http/message.hpp"
#include "core/identity/authority.hpp"

namespace concordat::api {

/// Lets the built-in authority answer a request on a path that it owns. Never throws: what the
/// authority throws becomes 500, and a body that was too large 413, both in OAuth's form. Blocks
/// where Authority::mayBlock says so. Not in the access log.
void serveAuthority(identity::Authority& authority, const http::Request& request, Instant now,
                    http::Reply& reply) noexcept;

}  // namespace concordat::api
