#pragma once

#include <string_view>

namespace concordat::client {

/// What is said of a file that is not UTF-8, in words that follow "the file".
inline constexpr std::string_view kNotUtf8 = "is not UTF-8: save the file as \"CSV UTF-8\"";

/// How a spreadsheet has saved a file that is no CSV as imports read it, and what to do about it,
/// in words that follow "the file": UTF-16, or semicolons between cells, as where the decimal mark
/// is a comma. Empty: neither can be seen.
[[nodiscard]] std::string_view foreignForm(std::string_view csv) noexcept;

}  // namespace concordat::client
