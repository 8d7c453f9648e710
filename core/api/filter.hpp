#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/api/percent.hpp"
#include "core/api/query.hpp"

namespace concordat::api {

/// How a filter compares. Written in any of the clients' forms: starts_with, startsWith,
/// StartsWith. Which of them a list understands is its handler's business.
enum class FilterOperator {
    Equals,
    NotEquals,
    GreaterThan,
    GreaterThanOrEquals,
    LessThan,
    LessThanOrEquals,
    Substring,
    And,
    Or,
    StartsWith,
    NotStartsWith
};

/// The filter of a list, as the parameter `filter` carries it: one comparison, or two filters
/// joined by And or Or. At most six levels.
struct Filter {
    FilterOperator operation = FilterOperator::Equals;
    std::string field;          ///< as the caller wrote it; compare without regard to case
    std::string value;          ///< of a comparison
    std::vector<Filter> parts;  ///< two for And and Or, none otherwise

    /// Whether this compares `name` by `how`; false for And and Or, whatever is inside.
    [[nodiscard]] bool compares(std::string_view name, FilterOperator how) const;
};

/// Reads the JSON of a filter, decoded. @throws Error InvalidRequest (kBadFilter, which names what
/// is wrong and never a value)
[[nodiscard]] Filter parseFilter(std::string_view json);

/// Reads the parameter `filter`; call only when it is given. `plus` is how the collection's clients
/// encode it. @throws Error as above
[[nodiscard]] Filter filterOf(const Query& query, Plus plus);

}  // namespace concordat::api
