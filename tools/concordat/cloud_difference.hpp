#pragma once

#include <string>
#include <vector>

#include <concordat/rules/cloud.hpp>

namespace concordat::cli {

/// One thing that two clouds have otherwise, in words for people.
struct Difference {
    std::string what;   ///< an operation, a country, a rule without its prefix, a topic
    std::string left;   ///< as the first cloud has it
    std::string right;  ///< as the second cloud has it
};

/// The differences of one kind, in the order of `what`; none where the clouds are alike.
struct DifferenceSection {
    std::string name;  ///< permanent, such as "operations": scripts read it
    std::vector<Difference> differences;
};

/// What differs between two clouds by their facts, and by their rules where only these know: names,
/// operations, customers, partners, currencies, limits, residency, rules and statements. Rules are
/// compared by what follows the prefix of their ids. Always all sections, in this order.
[[nodiscard]] std::vector<DifferenceSection> compareClouds(const rules::Cloud& left,
                                                           const rules::Cloud& right);

/// For people: what is alike in both values is listed together. `left` and `right` are the ids of
/// the clouds.
[[nodiscard]] std::string differencesAsText(const std::string& left, const std::string& right,
                                            const std::vector<DifferenceSection>& sections);

/// For scripts: {"clouds":[...],"sections":[{"name","differences":[{"what","left","right"}]}]}.
[[nodiscard]] std::string differencesAsJson(const std::string& left, const std::string& right,
                                            const std::vector<DifferenceSection>& sections);

}  // namespace concordat::cli
