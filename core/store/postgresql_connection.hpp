#pragma once

#include <memory>
#include <string>

#include "core/store/connection.hpp"
#include "core/store/postgresql_pipeline.hpp"
#include "core/store/postgresql_rows.hpp"

namespace concordat::store {

/// A session with PostgreSQL for a thread that may wait: a read, or all of a transaction, is sent
/// at once and costs one round trip, with the partner that row security goes by set at its front. A
/// guard that finds nothing raises an error in the database, which ends the transaction. Used by
/// one thread at a time.
class PostgresqlConnection final : public Connection {
public:
    /// Takes over a pipeline; nothing is under way in it.
    explicit PostgresqlConnection(std::unique_ptr<PostgresqlPipeline> pipeline)
        : pipeline_(std::move(pipeline)) {}

    using Connection::query;
    /// All rows are in memory when it returns.
    [[nodiscard]] Rows& query(const PartnerId& partner, StatementId statement,
                              Parameters parameters) override;
    /// Without a partner: row security then shows the service's role no tenant's rows.
    [[nodiscard]] Rows& query(StatementId statement, Parameters parameters) override;
    /// One round trip, whatever the plan's length.
    [[nodiscard]] Outcome apply(const ChangePlan& plan) override;
    /// Once true, for good.
    [[nodiscard]] bool isBroken() const override { return pipeline_->isBroken(); }

    /// Gives the pipeline away; the connection is good for nothing then.
    [[nodiscard]] std::unique_ptr<PostgresqlPipeline> release() { return std::move(pipeline_); }

private:
    // The first failure of a transaction, and how many results came before it.
    struct Verdict {
        bool failed = false;
        std::size_t statement = 0;
        std::string sqlstate;
        PostgresqlResult last;  // of the statements that did not fail
    };

    Rows& readRows(StatementId statement);
    // Reads all results of a transaction: what is left unread would be taken for the next one's.
    [[nodiscard]] Verdict takeVerdict(std::string_view operation);

    std::unique_ptr<PostgresqlPipeline> pipeline_;
    PostgresqlRows rows_;
};

}  // namespace concordat::store
