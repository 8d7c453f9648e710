#pragma once

#include <memory>
#include <string>

#include "core/store/connection.hpp"
#include "core/store/store_settings.hpp"

struct pg_conn;
struct pg_result;

namespace soci {
class session;
}

namespace concordat::store {

/// A session with PostgreSQL, kept in pipeline mode: a read, or all of a transaction, is sent at
/// once and costs one round trip, with the partner that row security goes by set at its front, for
/// that transaction alone. Values travel in binary. A guard that finds nothing raises an error in
/// the database, which ends the transaction. Used by one thread at a time.
class PostgresqlConnection final : public Connection {
public:
    /// As whom the session works.
    enum class Use {
        Service,   ///< the role that owns nothing and sees one partner at a time
        Operators  ///< the role that owns the schema, seeing all partners
    };

    /// Takes over an open session, sets its role and limits and prepares all statements: some
    /// milliseconds, once per session.
    /// @throws Error StoreUnavailable; Internal where a statement does not fit the schema
    PostgresqlConnection(std::unique_ptr<soci::session> session, const PostgresqlSettings& settings,
                         Use use);
    ~PostgresqlConnection() override;

    using Connection::query;
    /// All rows are in memory when it returns.
    [[nodiscard]] Rows& query(const PartnerId& partner, StatementId statement,
                              Parameters parameters) override;
    /// Without a partner: row security then shows the service's role no tenant's rows.
    [[nodiscard]] Rows& query(StatementId statement, Parameters parameters) override;
    /// One round trip, whatever the plan's length.
    [[nodiscard]] Outcome apply(const ChangePlan& plan) override;
    /// Once true, for good.
    [[nodiscard]] bool isBroken() const override { return broken_; }

private:
    class PostgresqlRows;
    struct Verdict;

    // Before pipeline mode, which takes no plain commands.
    void configure(const PostgresqlSettings& settings, Use use);
    void prepareAll();
    void command(const std::string& sql);
    // What row security goes by, for this transaction alone.
    void sendPartner(const PartnerId& partner);
    void send(StatementId statement, Parameters parameters);
    void sync();
    Rows& readRows(bool scoped, std::string_view operation);
    // Reads all results of a pipeline: what is left unread would be taken for the next one's.
    [[nodiscard]] Verdict takeVerdict(std::size_t results);
    [[nodiscard]] pg_result* takeResult();
    void finishPipeline();
    [[noreturn]] void fail(const std::string& sqlstate, std::string_view operation);

    std::unique_ptr<soci::session> session_;
    pg_conn* connection_ = nullptr;  // belongs to session_
    std::unique_ptr<PostgresqlRows> rows_;
    // The pool closes the session when it comes back.
    bool broken_ = false;
};

}  // namespace concordat::store
