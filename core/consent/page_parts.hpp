#pragma once

#include <string>
#include <string_view>

#include "core/base/page_language.hpp"

/// Private to the room: what pages are made of. Texts are plain and escaped here, unless they are
/// called html.
namespace concordat::consent {

/// A text with its places {0} and {1} filled; escaped as a whole.
[[nodiscard]] std::string filled(std::string_view text, std::string_view first,
                                 std::string_view second = {});

[[nodiscard]] std::string paragraph(const std::string& html);
[[nodiscard]] std::string heading(std::string_view text);

/// A button that sends its form; `name` and `value` are of our own.
[[nodiscard]] std::string button(std::string_view name, std::string_view value,
                                 std::string_view text);

/// A field of a form that nobody sees.
[[nodiscard]] std::string hidden(std::string_view name, std::string_view value);

/// A page with a heading and a paragraph.
[[nodiscard]] std::string notice(PageLanguage language, std::string_view title,
                                 const std::string& html);

}  // namespace concordat::consent
