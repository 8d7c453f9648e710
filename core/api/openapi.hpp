#pragma once

#include <string>

#include <concordat/rules/facts.hpp>

namespace concordat::api {

/// Describes the API in OpenAPI 3.0, from the route table: paths, methods, the operations behind
/// them, who may call them, the error body. With `facts`, only what that cloud offers; null: every
/// operation that is known, which a test compares with the committed copy. A line for each path and
/// method.
[[nodiscard]] std::string describeApi(const rules::CloudFacts* facts);

}  // namespace concordat::api
