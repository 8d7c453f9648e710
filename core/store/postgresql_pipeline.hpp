#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/store/change_plan.hpp"
#include "core/store/statement.hpp"
#include "core/store/store_settings.hpp"

struct pg_conn;
struct pg_result;

namespace soci {
class session;
}

namespace concordat::store {

/// Frees what libpq allocated.
struct ClearPostgresqlResult {
    void operator()(pg_result* result) const noexcept;
};

/// What became of one statement, or the end of a transaction.
using PostgresqlResult = std::unique_ptr<pg_result, ClearPostgresqlResult>;

/// The text of a statement in PostgreSQL's dialect.
[[nodiscard]] const Statement& postgresqlStatement(StatementId statement);

/// The SQLSTATE of a result that says that its statement failed; empty where it says none.
[[nodiscard]] std::string sqlstateOf(const PostgresqlResult& result);

/// Whether a statement failed.
[[nodiscard]] bool hasFailed(const PostgresqlResult& result);

/// Whether a statement was passed over because one before it in its transaction had failed.
[[nodiscard]] bool wasPassedOver(const PostgresqlResult& result);

/// Whether it is the end of a transaction, and not a statement's result.
[[nodiscard]] bool isEnd(const PostgresqlResult& result);

/// What the failing of a plan's statement means, when it is one of the outcomes that callers know;
/// `step` counts the plan's own from 0. Nothing: it is an error.
[[nodiscard]] std::optional<Outcome> outcomeOf(const ChangePlan& plan, std::size_t step,
                                               std::string_view sqlstate);

/// A session with PostgreSQL in pipeline mode: what is sent between two calls of `end` is one
/// transaction and needs one round trip. Results come in the order of what was sent, one for each
/// statement and one for each end; after one that failed the others of its transaction are passed
/// over. Values travel in binary. One thread at a time.
///
/// Every function that sends throws Error StoreUnavailable where the session is gone; `isBroken` is
/// then true for good.
class PostgresqlPipeline {
public:
    /// As whom the session works.
    enum class Use {
        Service,   ///< the role that owns nothing and sees one partner at a time
        Operators  ///< the role that owns the schema, seeing all partners
    };

    /// Takes over an open session, sets its role and limits and prepares all statements: some
    /// milliseconds, once per session.
    /// @throws Error StoreUnavailable; Internal where a statement does not fit the schema
    PostgresqlPipeline(std::unique_ptr<soci::session> session, const PostgresqlSettings& settings,
                       Use use);
    ~PostgresqlPipeline();
    PostgresqlPipeline(const PostgresqlPipeline&) = delete;
    PostgresqlPipeline& operator=(const PostgresqlPipeline&) = delete;

    /// Says whose rows the statements that follow may touch, for this transaction alone. True: a
    /// statement was sent for it; false: the transaction has this partner already.
    bool sendPartner(const PartnerId& partner);

    /// Says that the statements that follow concern no partner's rows; true as for sendPartner.
    bool sendNobody();

    /// Sends a statement; its parameters are copied.
    void send(StatementId statement, Parameters parameters);

    /// Ends the transaction: it commits unless a statement fails.
    void end();

    /// The next result; waits for it. Null when the connection is lost.
    [[nodiscard]] PostgresqlResult take();

    /// From now on nothing waits: `end` may leave bytes for `flush`, and results are taken with
    /// `poll`.
    void neverWait();

    /// Sends what is left; true when all of it is gone.
    [[nodiscard]] bool flush();

    /// Reads what has arrived; false when the connection is lost.
    [[nodiscard]] bool receive();

    /// The next result if it has arrived; else null. Only while one is due.
    [[nodiscard]] PostgresqlResult poll();

    /// For waiting; belongs to the session.
    [[nodiscard]] int descriptor() const;

    /// Once true, for good.
    [[nodiscard]] bool isBroken() const noexcept { return broken_; }

    /// Gives the session up after something that should not be.
    void giveUp() noexcept { broken_ = true; }

    /// Throws what a failure of `operation` means. @throws Error always
    [[noreturn]] void fail(const std::string& sqlstate, std::string_view operation);

private:
    // Before pipeline mode, which takes no plain commands.
    void configure(const PostgresqlSettings& settings, Use use);
    void prepareAll();
    void command(const std::string& sql);

    std::unique_ptr<soci::session> session_;
    pg_conn* connection_ = nullptr;  // belongs to session_
    // Of the transaction that is being sent.
    std::optional<PartnerId> partner_;
    bool broken_ = false;
};

}  // namespace concordat::store
