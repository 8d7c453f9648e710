#pragma once

#include <span>
#include <string>
#include <string_view>

namespace concordat::runtime {

/// The word of `words` that is closest to `word` by the number of letters to change, for "did you
/// mean"; empty when none is close.
[[nodiscard]] std::string closestWord(std::string_view word, std::span<const std::string> words);

}  // namespace concordat::runtime
