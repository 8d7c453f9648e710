#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace concordat::api {

/// Whether a plus sign stands for a blank, as in form encoding, or for itself, as in a URI. Clients
/// of different collections of the partner API do not agree, so each caller says which it expects.
enum class Plus : bool { IsBlank, IsPlus };

/// The character of an escape such as "%2F" at the start of `text`; nothing when it is none.
[[nodiscard]] std::optional<char> decodePercent(std::string_view text) noexcept;

/// Decodes a value of a path or query. An incomplete escape stands for itself. The result is not
/// checked: it may hold any bytes, zero and broken UTF-8 among them, which a
/// store may refuse: see isStorable.
[[nodiscard]] std::string decode(std::string_view text, Plus plus);

/// Appends `text` to `out` with all that a query value must not hold escaped.
void appendEncoded(std::string& out, std::string_view text);

}  // namespace concordat::api
