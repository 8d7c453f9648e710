#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/http/message.hpp"

namespace concordat::http {

/// The method of that name, compared with regard to case as HTTP has it; Other when Concordat does
/// not know it.
[[nodiscard]] Method methodNamed(std::string_view name) noexcept;

/// Whether `value` is what a Host field may hold: a registered name, an IPv4 address or an IPv6
/// address in brackets, perhaps with a port. An empty one is refused, since every client of an http
/// URI names its host. Whether the name is one of this server is not asked.
[[nodiscard]] bool isHost(std::string_view value) noexcept;

/// The decimal number of a Content-Length field: digits only, no sign, no list, at most 18 of them,
/// so that it cannot overflow; else nothing.
[[nodiscard]] std::optional<std::uint64_t> parseContentLength(std::string_view value) noexcept;

/// Splits `target` into the path and query of `request`, as views. Accepts a path
/// ("/v1/customers?size=5"), an absolute URI whose authority is `host` (a proxy's form), and "*"
/// for OPTIONS; false for everything else, for characters that no URI holds (RFC 3986) and for a
/// broken percent-encoding. Decodes nothing and removes no dots: "/a/../b" stays what it is.
[[nodiscard]] bool splitTarget(std::string_view target, std::string_view host,
                               Request& request) noexcept;

}  // namespace concordat::http
