#pragma once

#include <string>
#include <string_view>

namespace concordat::store {

/// The keys with a prefix as a range for an index: from `lower`, up to and without `upper`.
/// Compared bytewise, as folded names are.
struct KeyRange {
    std::string lower;
    std::string upper;
};

/// The range of all keys that begin with `prefix`; of all keys when it is empty. Bounds are
/// well-formed UTF-8, as PostgreSQL demands, so that the upper one is the prefix with its last code
/// point made one higher. `prefix` must be well-formed UTF-8, as what foldName makes.
[[nodiscard]] KeyRange rangeOfPrefix(std::string_view prefix);

}  // namespace concordat::store
