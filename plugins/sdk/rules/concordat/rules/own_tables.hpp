#pragma once

#include <string>
#include <vector>

namespace concordat::rules {

/// One step of the schema of a cloud's own tables, as a pair of texts that mean the same.
struct Migration {
    /// Four digits, an underscore and a word, such as "0001_bodies"; the first is 0001, and none is
    /// left out.
    std::string name;
    std::string sqlite3;
    std::string postgresql;
};

/// The optional ability to keep tables beside the core's, in the cloud's own store: reference data
/// that its operator fills and reads. Derive from it besides rules::Cloud or basic::BasicCloud; the
/// macros that export a plugin find it.
///
/// Rules never read them: a rule is a pure decision about what it is asked, made before any write
/// and outside any transaction, and is given no session. What rules decide by stands in cloud.yaml
/// or in the operator's settings, and is settled in the constructor.
///
/// Every name of a table or index begins with `cloud_`, the cloud's id with hyphens as underscores,
/// and `_`: cloud_france_bodies. The host reads each text before any of it runs and refuses the
/// plugin (PLUGIN-TABLES) for a statement that is none of these, or that names or asks anything
/// else:
///
///     CREATE TABLE, CREATE [UNIQUE] INDEX, DROP TABLE, DROP INDEX
///     ALTER TABLE ... ADD, DROP or RENAME COLUMN
///     INSERT INTO ... VALUES, UPDATE ... SET, DELETE FROM
///
/// without queries, quoted names, casts, and functions other than lower, upper, length, coalesce,
/// nullif, abs and round. Columns have the types of both databases.
///
/// A migration that a store has is never edited, only followed by another: the store keeps its
/// checksum and refuses a plugin that has another text (STORE-SCHEMA-CHANGED).
class OwnTables {
public:
    virtual ~OwnTables() = default;

    /// All steps from an empty store on, in order. Called once, at start, after facts(); pure.
    [[nodiscard]] virtual std::vector<Migration> migrations() const = 0;
};

}  // namespace concordat::rules
