#pragma once

#include <map>
#include <string>
#include <vector>

namespace concordat::testing_support {

/// A row of operations.csv beside this file: what the partner API's documentation says of one
/// operation; or of own_operations.csv, which says the same of Concordat's own. The route table,
/// the permissions and the clouds are compared with it.
struct OperationRow {
    std::string id;
    std::string method;
    std::string path;
    std::string tokens;  ///< "user": of a user only; "any": of an application alone too
    std::string permission;
    std::string roles;                    ///< joined by '|'
    std::map<std::string, bool> offered;  ///< by the folder of the cloud
};

/// All rows of both, in the order of the files. @throws std::runtime_error when a row is not whole
[[nodiscard]] std::vector<OperationRow> readOperationsTable();

}  // namespace concordat::testing_support
