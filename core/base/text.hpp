#pragma once

#include <string>
#include <string_view>

namespace concordat {

/// Folds a name for comparing and sorting: Unicode compatibility case folding without accents
/// (ICU), so that "Ação" and "ACAO" are equal. The result is UTF-8, compared bytewise (collation
/// "C") so that every store pages alike. ASCII, the usual case, never reaches ICU. Invalid UTF-8
/// becomes U+FFFD. Stores keep what comes out: changing it, or ICU's tables, means folding the
/// stored names anew. @throws Error Internal when ICU's data are missing
[[nodiscard]] std::string foldName(std::string_view name);

/// Lower-cases ASCII letters and leaves everything else: for host names and other names that are
/// ASCII by definition.
[[nodiscard]] std::string toLowerAscii(std::string_view text);

/// Whether two texts are equal when ASCII letters are compared without regard to case: member
/// names, enum words, headers. Not in constant time: not for secrets.
[[nodiscard]] bool equalsIgnoringCase(std::string_view a, std::string_view b) noexcept;

/// Whether `text` is well-formed UTF-8 (no surrogates, no overlong forms).
[[nodiscard]] bool isUtf8(std::string_view text) noexcept;

/// The number of Unicode code points in well-formed UTF-8: how lengths of members are counted. One
/// letter with an accent that stands apart counts two.
[[nodiscard]] std::size_t countCodePoints(std::string_view text) noexcept;

}  // namespace concordat
