#include "tests/support/operations_table.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace concordat::testing_support {

namespace {

constexpr std::size_t kFirstCloud = 6;

/// The fields of a line; one in quotes may hold commas.
std::vector<std::string> fieldsOf(const std::string& line) {
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (const char c : line) {
        if (c == '"')
            quoted = !quoted;
        else if (c == ',' && !quoted)
            fields.emplace_back();
        else
            fields.back().push_back(c);
    }
    return fields;
}

OperationRow rowOf(const std::vector<std::string>& fields,
                   const std::vector<std::string>& heading) {
    OperationRow row{fields[0], fields[1], fields[2], fields[3], fields[4], fields[5], {}};
    for (std::size_t column = kFirstCloud; column < heading.size(); ++column) {
        if (fields[column] != "yes" && fields[column] != "no")
            throw std::runtime_error(row.id + ": " + heading[column] + " is neither yes nor no");
        row.offered[heading[column]] = fields[column] == "yes";
    }
    return row;
}

void readInto(std::vector<OperationRow>& rows, const char* path) {
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    const auto heading = fieldsOf(line);
    while (std::getline(file, line)) {
        const auto fields = fieldsOf(line);
        if (fields.size() != heading.size() || fields.size() <= kFirstCloud)
            throw std::runtime_error(std::string(path) + ": not a whole row: " + line);
        rows.push_back(rowOf(fields, heading));
    }
}

}  // namespace

std::vector<OperationRow> readOperationsTable() {
    std::vector<OperationRow> rows;
    readInto(rows, CONCORDAT_OPERATIONS_TABLE);
    readInto(rows, CONCORDAT_OWN_OPERATIONS_TABLE);
    return rows;
}

}  // namespace concordat::testing_support
