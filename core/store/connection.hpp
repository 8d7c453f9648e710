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
class Rows {
public:
    virtual ~Rows() = default;

    /// Moves to the next row, first to the first one; false after the last.
    [[nodiscard]] virtual bool next() = 0;

    [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
    [[nodiscard]] virtual std::string_view text(int column) const = 0;
    [[nodiscard]] virtual std::string_view bytes(int column) const = 0;
    [[nodiscard]] virtual bool isNull(int column) const = 0;

    /// Ends the statement; called by Cursor.
    virtual void finish() noexcept = 0;

    /// An identifier. @throws std::logic_error when the column has not 16 bytes
    [[nodiscard]] Uuid uuid(int column) const;

    [[nodiscard]] Instant instant(int column) const { return fromMicroseconds(integer(column)); }
};

/// Holds running rows and ends them with itself. The connection runs one at a time.
class Cursor {
public:
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
/// that a cloud opened. One implementation per dialect; used by one thread at a time.
///
/// Every function throws what store_error.hpp says: Error StoreUnavailable or Internal. After the
/// connection has been lost `isBroken` is true, and the pool replaces it.
class Connection {
public:
    virtual ~Connection() = default;

    /// Starts a reading statement for one partner: row security admits nothing else.
    [[nodiscard]] virtual Rows& query(const PartnerId& partner, StatementId statement,
                                      Parameters parameters) = 0;

    /// Starts a reading statement that concerns no partner's rows (reservations).
    [[nodiscard]] virtual Rows& query(StatementId statement, Parameters parameters) = 0;

    /// Runs a plan as one transaction.
    [[nodiscard]] virtual Outcome apply(const ChangePlan& plan) = 0;

    [[nodiscard]] virtual bool isBroken() const = 0;

    /// As `query`, with the parameters in braces.
    [[nodiscard]] Rows& query(const PartnerId& partner, StatementId statement,
                              std::initializer_list<Parameter> parameters) {
        return query(partner, statement, Parameters(parameters.begin(), parameters.size()));
    }
    [[nodiscard]] Rows& query(StatementId statement, std::initializer_list<Parameter> parameters) {
        return query(statement, Parameters(parameters.begin(), parameters.size()));
    }
};

}  // namespace concordat::store
