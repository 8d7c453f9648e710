#pragma once

#include <span>
#include <string>
#include <string_view>

namespace concordat::runtime {

/// The word of `words` that is closest to `word` by the number of letters to change, for "did you
/// mean"; empty when none is close: more than a third of the letters and one would have to change.
/// Of two equally close ones the first. Not for long lists: compares with each.
[[nodiscard]] std::string closestWord(std::string_view word, std::span<const std::string> words);

}  // namespace concordat::runtime
