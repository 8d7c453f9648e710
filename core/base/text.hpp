#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace concordat {

/// Folds a name for comparing and sorting: Unicode compatibility case folding without accents
/// (ICU), so that "Ação" and "ACAO" are equal. The result is UTF-8, compared bytewise (collation
/// "C") so that every store pages alike. ASCII, the usual case, never reaches ICU. Invalid UTF-8
/// becomes U+FFFD. Stores keep what comes out: changing it, or ICU's tables, means folding the
/// stored names anew. @throws Error Internal when ICU's data are missing
[[nodiscard]] std::string foldName(std::string_view name);

/// Bytes of the longest key of a list: three of them fit into a continuation token, and one with
/// the name itself into an index of PostgreSQL.
inline constexpr std::size_t kMostListKey = 1000;

/// The key by which a list sorts and finds a name: folded, and cut before the letter that would
/// exceed kMostListKey, which no name in use reaches (a few letters fold to eighteen). Names that
/// begin so alike are not told apart. @throws as foldName
[[nodiscard]] std::string listKeyOf(std::string_view name);

/// Lower-cases ASCII letters and leaves everything else: for host names and other names that are
/// ASCII by definition.
[[nodiscard]] std::string toLowerAscii(std::string_view text);

/// Whether two texts are equal when ASCII letters are compared without regard to case: member
/// names, enum words, headers. Not in constant time: not for secrets.
[[nodiscard]] bool equalsIgnoringCase(std::string_view a, std::string_view b) noexcept;

/// Whether `text` is well-formed UTF-8 (no surrogates, no overlong forms).
[[nodiscard]] bool isUtf8(std::string_view text) noexcept;

/// Whether every store takes `text`, to keep it or to look for it: well-formed UTF-8 without a zero
/// byte. Text of a path, query or form is asked before it reaches a store.
[[nodiscard]] bool isStorable(std::string_view text) noexcept;

/// The number of Unicode code points in well-formed UTF-8: how lengths of members are counted. One
/// letter with an accent that stands apart counts two.
[[nodiscard]] std::size_t countCodePoints(std::string_view text) noexcept;

}  // namespace concordat
