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

/// Which tokens an operation takes.
enum class TokenKind : std::uint8_t {
    User,  ///< only those of a user: an application-only token is refused
    Any    ///< those of a user, and application-only ones, which act as AdminAgent
};

/// Whether an operation changes anything; decides where it is carried out.
enum class Effect : std::uint8_t { Reads, Writes };

/// What an operation expects as the body.
enum class BodyKind : std::uint8_t {
    None,  ///< none; one that is sent is ignored
    Json   ///< a JSON value, required
};

/// Whether this server can carry an operation out.
enum class Support : std::uint8_t {
    Known,  ///< answered 501 where the cloud offers it
    Built
};

/// Tells operations apart that share a method and a path. `body` is null when there is none or it
/// is no object. @throws Error InvalidRequest for a filter that cannot be read
using Discriminator = bool (*)(const Query& query, const JsonObject* body);

/// One operation of the partner API: a line of the route table, whose columns these are.
// NOLINTNEXTLINE(clang-analyzer-optin.performance.Padding): in the order in which they are read
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

/// Another path of an operation.
struct Alias {
    std::string_view path;
    std::string_view operation;
};

/// Stands for "no operation".
inline constexpr std::size_t kNoOperation = static_cast<std::size_t>(-1);

/// The route table: every operation of the partner API that is known. The same for every cloud;
/// what a cloud offers is its own fact.
[[nodiscard]] std::span<const Operation> operations() noexcept;

/// Further paths of operations in the table.
[[nodiscard]] std::span<const Alias> aliases() noexcept;

/// The position of an operation in the table; kNoOperation for an unknown id.
[[nodiscard]] std::size_t indexOf(std::string_view id) noexcept;

}  // namespace concordat::api
