#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include <concordat/rules/facts.hpp>

namespace concordat::basic {

/// What `cloud.yaml` and the SDK's shared fact files say together.
struct FilesContent {
    rules::CloudFacts facts;
    std::string rule_prefix;                                      ///< "DE"
    std::map<std::string, std::string, std::less<>> territories;  ///< of every country, by its code
    std::set<std::string, std::less<>> partner_kinds;             ///< "direct-reseller", ...
};

/// Reads cloud.yaml, countries.yaml and operations.yaml in `directory`.
/// @throws std::runtime_error "file:line: what is wrong" when they are not complete and sourced
[[nodiscard]] FilesContent readFacts(const std::string& directory);

/// The facts of every country in countries.yaml.
[[nodiscard]] std::vector<rules::CountryFacts> readCountries(const std::string& directory);

}  // namespace concordat::basic
