#include "core/runtime/closest_word.hpp"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace concordat::runtime {
namespace {

// Levenshtein's distance, one row at a time.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0U);
    for (std::size_t i = 0; i < a.size(); ++i) {
        // One row is enough: of the row before, only the value above and the one beside it are
        // needed.
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = std::exchange(row[j + 1], std::min({row[j] + 1, row[j + 1] + 1, replaced}));
        }
    }
    return row.back();
}

}  // namespace

std::string closestWord(std::string_view word, std::span<const std::string> words) {
    std::string closest;
    // A third of the letters may be wrong; more is another word.
    std::size_t best = word.size() / 3 + 2;
    for (const auto& candidate : words) {
        const auto changes = distance(word, candidate);
        if (changes < best) {
            best = changes;
            closest = candidate;
        }
    }
    return closest;
}

}  // namespace concordat::runtime
