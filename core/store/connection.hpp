#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string_view>

#include "core/base/ids.hpp"
#include "core/store/change_plan.hpp"
#include "core/store/statement_id.hpp"
#include "core/store/value.hpp"

namespace concordat::store {

/// The rows of a statement that is running. Texts and bytes are valid until the next call of next.
/// Columns count from 0 and are of the type that the statement selects: asking for another gives
/// nonsense, not an error. Belongs to the connection; used by its thread.
class Rows {
public:
    virtual ~Rows() = default;

    /// Moves to the next row, first to the first one; false after the last. Before the first call
    /// there is no row. @throws Error as Connection says
    [[nodiscard]] virtual bool next() = 0;

    /// A BIGINT; also truth, as 0 and 1, and enumerations.
    [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
    /// A text; empty for NULL.
    [[nodiscard]] virtual std::string_view text(int column) const = 0;
    /// Bytes, identifiers among them; empty for NULL.
    [[nodiscard]] virtual std::string_view bytes(int column) const = 0;
    /// Whether the column is NULL, as after an outer join.
    [[nodiscard]] virtual bool isNull(int column) const = 0;

    /// Ends the statement; called by Cursor.
    virtual void finish() noexcept = 0;

    /// An identifier. @throws std::logic_error when the column has not 16 bytes
    [[nodiscard]] Uuid uuid(int column) const;

    /// A time kept as microseconds.
    [[nodiscard]] Instant instant(int column) const { return fromMicroseconds(integer(column)); }
};

/// Holds running rows and ends them with itself. The connection runs one at a time: a second query
/// before that takes the first one's rows away.
///
///     Cursor rows(session->query(partner, StatementId::FindCustomer, {{"customer", id}}));
///     while (rows->next()) use(rows->text(0));  // the view ends with the next call
class Cursor {
public:
    /// Borrows `rows`, which belong to the connection.
    explicit Cursor(Rows& rows) : rows_(&rows) {}
    ~Cursor() { rows_->finish(); }
    Cursor(const Cursor&) = delete;
    Cursor& operator=(const Cursor&) = delete;

    Rows* operator->() { return rows_; }
    Rows& operator*() { return *rows_; }

private:
    Rows* rows_;  // owned by the connection
};

/// A session with a store and its prepared statements, through the native handle of a soci::session
/// that a cloud opened. One implementation per dialect; used by one thread at a time, and lent by
/// the pool.
///
/// Every function throws what store_error.hpp says: Error StoreUnavailable or Internal. After the
/// connection has been lost `isBroken` is true, and the pool replaces it.
class Connection {
public:
    virtual ~Connection() = default;

    /// Starts a reading statement for one partner: on PostgreSQL row security admits nothing else;
    /// on SQLite the statement's own condition is all there is. The parameters are used up when it
    /// returns.
    [[nodiscard]] virtual Rows& query(const PartnerId& partner, StatementId statement,
                                      Parameters parameters) = 0;

    /// Starts a reading statement that concerns no partner's rows (reservations).
    [[nodiscard]] virtual Rows& query(StatementId statement, Parameters parameters) = 0;

    /// Runs a plan as one transaction, durable when it returns Applied, without effect otherwise.
    [[nodiscard]] virtual Outcome apply(const ChangePlan& plan) = 0;

    /// Whether it is good for nothing any more.
    [[nodiscard]] virtual bool isBroken() const = 0;

    /// As `query`, with the parameters in braces.
    [[nodiscard]] Rows& query(const PartnerId& partner, StatementId statement,
                              std::initializer_list<Parameter> parameters) {
        return query(partner, statement, Parameters(parameters.begin(), parameters.size()));
    }
    /// As `query`, with the parameters in braces.
    [[nodiscard]] Rows& query(StatementId statement, std::initializer_list<Parameter> parameters) {
        return query(statement, Parameters(parameters.begin(), parameters.size()));
    }
};

}  // namespace concordat::store
