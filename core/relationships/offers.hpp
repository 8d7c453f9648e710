#pragma once

#include <string_view>

#include <concordat/rules/facts.hpp>

namespace concordat::relationships {

/// Does nothing where the cloud offers the operation, by which it says that it has what the
/// operation is about. @throws Error NotOffered (kNotOfferedInCloud)
void requireOffered(const rules::CloudFacts& facts, std::string_view operation);

}  // namespace concordat::relationships
