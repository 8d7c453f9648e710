#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "core/api/permissions.hpp"
#include "core/http/message.hpp"

namespace concordat::api {

class JsonObject;
class Query;

/// Which tokens an operation takes. From the partner API's table of permissions.
enum class TokenKind : std::uint8_t {
    User,  ///< only those of a user: an application-only token is refused
    Any    ///< those of a user, and application-only ones, which act as AdminAgent
};

/// Whether an operation changes anything; decides where it is carried out, and whether an
/// MS-RequestId makes it happen once.
enum class Effect : std::uint8_t {
    Reads,
    Searches,  ///< reads, and may look at far more than it shows: never where others wait for it
    Writes,
    Derives,  ///< writes, perhaps after deriving a hash, which holds a core: never on an event
              ///< thread
    Asks      ///< writes, after asking others over the network: never on an event thread
};

/// What an operation expects as the body.
enum class BodyKind : std::uint8_t {
    None,     ///< none; one that is sent is ignored
    Json,     ///< a JSON object, required
    JsonText  ///< a JSON string alone, required
};

/// Whether this server can carry an operation out. A Known one is checked like all others before it
/// is refused, so that it tells no one more than they may know.
enum class Support : std::uint8_t {
    Known,  ///< answered 501 where the cloud offers it
    Built
};

/// Tells operations apart that share a method and a path. `body` is null when there is none or it
/// is no object. @throws Error InvalidRequest for a filter that cannot be read
using Discriminator = bool (*)(const Query& query, const JsonObject* body);

/// One operation of the partner API: a line of the route table, whose columns these are. A
/// constant.
// In the order in which people read a route, which costs eight bytes a line of padding.
// NOLINTNEXTLINE(clang-analyzer-optin.performance.Padding)
struct Operation {
    http::Method method;
    std::string_view path;  ///< template; a part in braces stands for one segment
    std::string_view id;    ///< permanent, such as "customer-get"
    Permission permission;
    TokenKind tokens;
    Effect effect;
    BodyKind body;
    Support support;
    Discriminator when = nullptr;  ///< null: always
};

/// Another path of an operation, which existing clients use. Serves the same, and is not in
/// /openapi.json.
struct Alias {
    std::string_view path;
    std::string_view operation;
};

/// Stands for "no operation".
inline constexpr std::size_t kNoOperation = static_cast<std::size_t>(-1);

/// The route table: every operation of the partner API that is known. The same for every cloud;
/// what a cloud offers is its own fact. Lines of one method and path stand together, the specific
/// ones first. An operation's position is its index everywhere, for the life of the process and no
/// longer.
///
/// To build one: write the handler, add it to its resource's add function, say Built in its line. A
/// line that says Built without a handler, or the other way round, stops the start. The committed
/// openapi.json changes with the table.
[[nodiscard]] std::span<const Operation> operations() noexcept;

/// Further paths of operations in the table.
[[nodiscard]] std::span<const Alias> aliases() noexcept;

/// The position of an operation in the table; kNoOperation for an unknown id. Searches: for the
/// start, not for requests.
[[nodiscard]] std::size_t indexOf(std::string_view id) noexcept;

}  // namespace concordat::api
