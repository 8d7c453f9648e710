#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <rapidjson/document.h>
#include <string_view>

/// Private to the room: the one header that shows RapidJSON.
namespace concordat::identity {

/// An object that was read; null when the text was none. Owns what memberOf and textOf show.
using JsonObject = std::unique_ptr<const rapidjson::Document>;

/// Reads a JSON object from outside, strictly: well-formed UTF-8, no zero byte, no byte order mark,
/// nothing after the object, no name twice in any object, at most eight levels and 200 members per
/// object. Anything else is null. Callers bound the size.
[[nodiscard]] JsonObject parseJsonObject(std::string_view text);

/// The member of that exact name; null when the object has none. A member that is JSON's null is
/// there.
[[nodiscard]] const rapidjson::Value* memberOf(const rapidjson::Value& object,
                                               std::string_view name);

/// The text of a JSON string, which `string` must be. Lives as long as its document.
[[nodiscard]] std::string_view textOf(const rapidjson::Value& string);

/// The text of a member that is a string; nothing when it is absent or of another type.
[[nodiscard]] std::optional<std::string_view> stringMember(const rapidjson::Value& object,
                                                           std::string_view name);

/// A member that is a whole number of seconds since 1970 and before the year 10000; nothing for
/// anything else, fractions among them.
[[nodiscard]] std::optional<std::int64_t> secondsMember(const rapidjson::Value& object,
                                                        std::string_view name);

}  // namespace concordat::identity
