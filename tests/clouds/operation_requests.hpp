#pragma once

#include <string>

#include "core/http/message.hpp"
#include "tests/support/operations_table.hpp"

namespace concordat::tests {

/// The least that a client sends to mean one operation: its method and path, and where several
/// share these, the query or the body that tells it apart.
struct OperationRequest {
    http::Method method = http::Method::Get;
    std::string target;
    std::string body;
};

/// The request of a row of operations.csv. Its places in the path are filled with things that
/// nobody has. @throws std::runtime_error for a method that the table should not have
[[nodiscard]] OperationRequest requestOf(const testing_support::OperationRow& row);

}  // namespace concordat::tests
