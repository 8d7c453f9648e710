#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

namespace concordat::basic {

class YamlMap;

/// A question that the author of a cloud answers in `cloud.yaml`, for the conformance kit: what is
/// changed about a good customer, and what the cloud must say to it.
struct Example {
    std::string name;  ///< for people
    /// The function of rules::Cloud that is asked, such as "mayAddCustomer".
    std::string asks;
    /// Where the good customer is, a country of the cloud's; empty: in the first.
    std::string country;
    /// The operator's settings under which it is asked.
    std::map<std::string, std::string> settings;
    /// What is different, by the members' names in the partner API.
    std::map<std::string, std::string> members;
    /// Members that are not given.
    std::vector<std::string> without;
    /// The rule that must refuse; empty: allowed.
    std::string refused;
};

/// Reads `examples` of an opened cloud.yaml; none when the key is absent. Each name stands once,
/// each rule is one of `rules`. @throws std::runtime_error "file:line: what is wrong"
[[nodiscard]] std::vector<Example> readExamples(YamlMap& file,
                                                const std::set<std::string, std::less<>>& rules);

/// As above, of cloud.yaml in `directory`; none when there is no such file.
[[nodiscard]] std::vector<Example> readExamples(const std::string& directory,
                                                const std::set<std::string, std::less<>>& rules);

}  // namespace concordat::basic
