#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include <concordat/rules/facts.hpp>

namespace concordat::basic {

/// What `cloud.yaml` and the SDK's shared fact files say together: the facts that cross the border,
/// and what only the rules of BasicCloud need.
struct FilesContent {
    rules::CloudFacts facts;
    /// With what every rule id begins, without the hyphen: "DE".
    std::string rule_prefix;
    /// The sales territory of every country, also of those where no customer may be: partners are
    /// enrolled there. Empty territory: not sold to.
    std::map<std::string, std::string, std::less<>> territories;
    /// Those that the cloud enrols: "direct-reseller", "indirect-provider", "indirect-reseller"; at
    /// least one.
    std::set<std::string, std::less<>> partner_kinds;
    /// Domains, in small letters, at which no primary contact of `contact_kinds` may be; empty: no
    /// such rule.
    std::set<std::string, std::less<>> refused_mail_domains;
    /// As `partner_kinds`, and part of them.
    std::set<std::string, std::less<>> contact_kinds;
};

/// Reads cloud.yaml, countries.yaml and operations.yaml in `directory`. Checks that every operation
/// of the API stands in exactly one group, every rule has its texts in every language and every
/// fact its source. Whether the rules are those that the code refuses by is checked by BasicCloud.
/// @throws std::runtime_error "file:line: what is wrong" when they are not complete and sourced
[[nodiscard]] FilesContent readFacts(const std::string& directory);

class YamlMap;

/// Reads `offers` of cloud.yaml into the facts, whose countries have been read: the catalogue is in
/// the order of the file. May be absent: then nothing is sold by licence. @throws
/// std::runtime_error "file:line: what is wrong"
void readOffers(YamlMap& file, rules::CloudFacts& facts);

/// Reads `managed_services` of cloud.yaml into the facts, whose offers have been read. May be
/// absent: then partners administer nothing at portals. @throws std::runtime_error "file:line: what
/// is wrong"
void readManagedServices(YamlMap& file, rules::CloudFacts& facts);

/// The facts of every country in countries.yaml, in the order of the file, each code once and each
/// expression anchored and compiling. @throws std::runtime_error "file:line: what is wrong"
[[nodiscard]] std::vector<rules::CountryFacts> readCountries(const std::string& directory);

}  // namespace concordat::basic
