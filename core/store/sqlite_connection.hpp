#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/store/connection.hpp"
#include "core/store/store_settings.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace soci {
class session;
}

namespace concordat::store {

struct Statement;

/// A session with SQLite. Readers are sessions that refuse to write; the one writer also has the
/// parts of a transaction, from which GroupCommitWriter makes group commits. Statements are
/// prepared when they are first used and kept. Used by one thread at a time.
class SqliteConnection final : public Connection {
public:
    /// Readers and the one writer differ in cache, and in what they may do.
    enum class Use { Read, Write };

    /// Takes over an open session and sets its pragmas: WAL, foreign keys, no automatic
    /// checkpoints, and for the writer `synchronous` and `secure_delete`. @throws Error
    /// StoreUnavailable
    SqliteConnection(std::unique_ptr<soci::session> session, const SqliteSettings& settings,
                     Use use);
    ~SqliteConnection() override;

    using Connection::query;
    /// `partner` makes no difference: there is no row security.
    [[nodiscard]] Rows& query(const PartnerId& partner, StatementId statement,
                              Parameters parameters) override;
    /// Rows come one by one, from the moment of the first.
    [[nodiscard]] Rows& query(StatementId statement, Parameters parameters) override;
    /// A transaction of its own. For connections that write.
    [[nodiscard]] Outcome apply(const ChangePlan& plan) override;
    /// Once true, for good.
    [[nodiscard]] bool isBroken() const override { return broken_; }

    /// Takes the write lock. @throws Error StoreUnavailable
    void begin();

    /// Runs a plan inside the transaction as if it could not fail half-way, which is a quarter
    /// cheaper than `applyMember`: a savepoint makes SQLite copy every page before it is changed.
    /// Nothing when an outcome other than Applied came after something was changed: then only a
    /// rollback of the whole transaction undoes it. @throws Error likewise
    [[nodiscard]] std::optional<Outcome> applyUnguarded(const ChangePlan& plan);

    /// Runs a plan inside the transaction; what it did is undone unless the outcome is Applied.
    /// @throws Error when it failed, likewise undone
    [[nodiscard]] Outcome applyMember(const ChangePlan& plan);

    /// Makes the transaction durable. @throws Error StoreUnavailable; then it is rolled back
    void commit();

    /// Undoes the transaction, if there still is one.
    void rollback() noexcept;

    /// Whether a transaction is open: an error may have ended it.
    [[nodiscard]] bool inTransaction() const;

    /// The database's own handle, for the writer's hooks and the checkpointer.
    [[nodiscard]] sqlite3* handle() { return database_; }

private:
    struct Part;
    struct Prepared;
    struct Control;
    class SqliteRows;

    void configure(const SqliteSettings& settings, Use use);
    void run(const char* sql);
    void step(sqlite3_stmt* control);
    Prepared& prepared(StatementId statement);
    void bind(const Part& part, const Statement& statement, Parameters parameters);
    [[nodiscard]] Outcome applySteps(const ChangePlan& plan, bool& changed);
    [[nodiscard]] Outcome applyStep(const Step& step, bool& changed);
    [[noreturn]] void fail(int result, std::string_view operation);

    std::unique_ptr<soci::session> session_;
    sqlite3* database_ = nullptr;  // belongs to session_
    // By StatementId; null until first used.
    std::vector<std::unique_ptr<Prepared>> prepared_;
    // BEGIN, COMMIT and savepoints; writers only.
    std::unique_ptr<Control> control_;  // writers only
    // Used again for every query.
    std::unique_ptr<SqliteRows> rows_;
    bool broken_ = false;
};

}  // namespace concordat::store
