#pragma once

#include <string>

#include <concordat/rules/facts.hpp>

namespace concordat::api {

/// Appends the resource CountryInformation. The partner API shows its lists in two forms, and both
/// are written: as plain arrays (`supportedStatesList`), which its SDK reads, and wrapped
/// (`states: {value: []}`), which its samples show.
void writeCountry(std::string& out, const rules::CountryFacts& country);

}  // namespace concordat::api
