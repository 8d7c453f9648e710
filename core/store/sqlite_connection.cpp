#include "core/store/sqlite_connection.hpp"

#include <array>
#include <cstring>
#include <soci/soci.h>
#include <sqlite3.h>
#include <stdexcept>
#include <string>

#include "core/store/native_handle.hpp"
#include "core/store/statement.hpp"
#include "core/store/store_error.hpp"

namespace concordat::store {
namespace {

/// Runs a step of a statement and resets it afterwards, whatever happens between.
class Reset {
public:
    explicit Reset(sqlite3_stmt* statement) : statement_(statement) {}
    ~Reset() { sqlite3_reset(statement_); }
    Reset(const Reset&) = delete;
    Reset& operator=(const Reset&) = delete;

private:
    sqlite3_stmt* statement_;
};

/// A pointer that is never null: SQLite takes a null pointer for NULL.
const char* startOf(std::string_view view) {
    return view.data() == nullptr ? "" : view.data();
}

int bindValue(sqlite3_stmt* statement, int place, const Value& value) {
    const auto view = value.view();
    switch (value.type()) {
        case Value::Type::Null:
            return sqlite3_bind_null(statement, place);
        case Value::Type::Integer:
            return sqlite3_bind_int64(statement, place, value.integer());
        case Value::Type::Text:
            return sqlite3_bind_text64(statement, place, startOf(view), view.size(), nullptr,
                                       SQLITE_UTF8);
        case Value::Type::Bytes:
            return sqlite3_bind_blob64(statement, place, startOf(view), view.size(), nullptr);
    }
    return SQLITE_MISUSE;
}

std::string pragma(std::string_view name, long long value) {
    return "PRAGMA " + std::string(name) + " = " + std::to_string(value);
}

const char* nameOf(Synchronous synchronous) {
    switch (synchronous) {
        case Synchronous::Off:
            return "PRAGMA synchronous = OFF";
        case Synchronous::Normal:
            return "PRAGMA synchronous = NORMAL";
        case Synchronous::Full:
            return "PRAGMA synchronous = FULL";
    }
    return "PRAGMA synchronous = FULL";
}

}  // namespace

/// One of the statements of a text, and where its parameters are in the text's list.
struct SqliteConnection::Part {
    sqlite3_stmt* statement = nullptr;
    std::vector<std::size_t> places;
};

struct SqliteConnection::Prepared {
    std::vector<Part> parts;

    Prepared() = default;
    ~Prepared() {
        for (const auto& part : parts) sqlite3_finalize(part.statement);
    }
    Prepared(const Prepared&) = delete;
    Prepared& operator=(const Prepared&) = delete;
};

/// The statements that make transactions, kept like all others: a commit of few rows is felt.
struct SqliteConnection::Control {
    explicit Control(sqlite3* database)
        : begin(prepare(database, "BEGIN IMMEDIATE")),
          commit(prepare(database, "COMMIT")),
          save(prepare(database, "SAVEPOINT member")),
          undo(prepare(database, "ROLLBACK TO member")),
          release(prepare(database, "RELEASE member")) {}
    ~Control() {
        for (auto* statement : {begin, commit, save, undo, release}) sqlite3_finalize(statement);
    }
    Control(const Control&) = delete;
    Control& operator=(const Control&) = delete;

    static sqlite3_stmt* prepare(sqlite3* database, const char* sql) {
        sqlite3_stmt* statement = nullptr;
        sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
        return statement;
    }

    sqlite3_stmt* begin;
    sqlite3_stmt* commit;
    sqlite3_stmt* save;
    sqlite3_stmt* undo;
    sqlite3_stmt* release;
};

class SqliteConnection::SqliteRows final : public Rows {
public:
    explicit SqliteRows(SqliteConnection& connection) : connection_(connection) {}

    void start(sqlite3_stmt* statement, std::string_view operation) {
        statement_ = statement;
        operation_ = operation;
    }

    bool next() override {
        const auto result = sqlite3_step(statement_);
        if (result == SQLITE_ROW) return true;
        if (result != SQLITE_DONE) connection_.fail(result, operation_);
        return false;
    }

    std::int64_t integer(int column) const override {
        return sqlite3_column_int64(statement_, column);
    }

    std::string_view text(int column) const override { return bytes(column); }

    std::string_view bytes(int column) const override {
        const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_, column));
        return {data == nullptr ? "" : data,
                static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
    }

    bool isNull(int column) const override {
        return sqlite3_column_type(statement_, column) == SQLITE_NULL;
    }

    void finish() noexcept override {
        sqlite3_reset(statement_);
        statement_ = nullptr;
    }

private:
    SqliteConnection& connection_;  // owns the rows
    sqlite3_stmt* statement_ = nullptr;
    std::string_view operation_;
};

SqliteConnection::SqliteConnection(std::unique_ptr<soci::session> session,
                                   const SqliteSettings& settings, Use use)
    : session_(std::move(session)),
      database_(sqliteHandle(*session_)),
      prepared_(statementsOf(Dialect::Sqlite).size()),
      rows_(std::make_unique<SqliteRows>(*this)) {
    configure(settings, use);
}

SqliteConnection::~SqliteConnection() {
    control_.reset();
    prepared_.clear();  // before the session closes the database under them
}

void SqliteConnection::configure(const SqliteSettings& settings, Use use) {
    sqlite3_extended_result_codes(database_, 1);
    sqlite3_busy_timeout(database_, static_cast<int>(settings.busy_patience.count()));
    run("PRAGMA journal_mode = WAL");
    run("PRAGMA foreign_keys = ON");
    run("PRAGMA temp_store = MEMORY");
    run("PRAGMA trusted_schema = OFF");
    run("PRAGMA wal_autocheckpoint = 0");
    // No mapping of the file: SQLite takes it down and up again after every commit of another
    // session, which costs more than the copying it saves.
    run("PRAGMA mmap_size = 0");
    if (use == Use::Read) {
        run(pragma("cache_size", -static_cast<long long>(settings.reader_cache_kib)).c_str());
        run("PRAGMA query_only = ON");
        return;
    }
    run(pragma("cache_size", -static_cast<long long>(settings.cache_kib)).c_str());
    run(nameOf(settings.synchronous));
    run("PRAGMA secure_delete = ON");  // what is erased shall not stay in free pages
    control_ = std::make_unique<Control>(database_);
}

void SqliteConnection::run(const char* sql) {
    const auto result = sqlite3_exec(database_, sql, nullptr, nullptr, nullptr);
    if (result != SQLITE_OK) fail(result, sql);
}

void SqliteConnection::step(sqlite3_stmt* control) {
    const Reset reset(control);
    const auto result = sqlite3_step(control);
    if (result != SQLITE_DONE) fail(result, sqlite3_sql(control));
}

void SqliteConnection::fail(int result, std::string_view operation) {
    const auto failure = failureOfSqlite(result);
    broken_ = broken_ || failure == Failure::Unavailable;
    throwStoreError(failure, operation, std::to_string(result));
}

SqliteConnection::Prepared& SqliteConnection::prepared(StatementId statement) {
    auto& kept = prepared_[static_cast<std::size_t>(statement)];
    if (kept) return *kept;
    const auto& source = statementsOf(Dialect::Sqlite)[static_cast<std::size_t>(statement)];
    auto fresh = std::make_unique<Prepared>();
    const char* rest = source.text.c_str();
    while (*rest != '\0') {
        Part part;
        const auto result = sqlite3_prepare_v3(database_, rest, -1, SQLITE_PREPARE_PERSISTENT,
                                               &part.statement, &rest);
        if (result != SQLITE_OK) fail(result, source.name);
        if (part.statement == nullptr) continue;  // only white space was left
        fresh->parts.push_back(part);
        auto& places = fresh->parts.back().places;
        for (int i = 1; i <= sqlite3_bind_parameter_count(part.statement); ++i) {
            const char* name = sqlite3_bind_parameter_name(part.statement, i) + 1;
            std::size_t place = 0;
            while (source.parameters[place] != name) ++place;
            places.push_back(place);
        }
    }
    kept = std::move(fresh);
    return *kept;
}

void SqliteConnection::bind(const Part& part, const Statement& statement, Parameters parameters) {
    int at = 0;
    for (const auto place : part.places) {
        const auto& value = valueFor(statement.parameters[place], parameters, place);
        const auto result = bindValue(part.statement, ++at, value);
        if (result != SQLITE_OK) fail(result, statement.name);
    }
}

Rows& SqliteConnection::query(const PartnerId&, StatementId statement, Parameters parameters) {
    return query(statement, parameters);  // one file, no row security: the first wall is all
}

Rows& SqliteConnection::query(StatementId statement, Parameters parameters) {
    const auto& part = prepared(statement).parts.front();
    const auto& source = statementsOf(Dialect::Sqlite)[static_cast<std::size_t>(statement)];
    bind(part, source, parameters);
    rows_->start(part.statement, source.name);
    return *rows_;
}

void SqliteConnection::begin() {
    step(control_->begin);
}

void SqliteConnection::commit() {
    try {
        step(control_->commit);
    } catch (...) {
        rollback();
        throw;
    }
}

bool SqliteConnection::inTransaction() const {
    return sqlite3_get_autocommit(database_) == 0;
}

void SqliteConnection::rollback() noexcept {
    if (inTransaction())  // some errors have ended it already
        sqlite3_exec(database_, "ROLLBACK", nullptr, nullptr, nullptr);
}

Outcome SqliteConnection::apply(const ChangePlan& plan) {
    begin();
    bool changed = false;
    try {
        const auto outcome = applySteps(plan, changed);
        if (outcome == Outcome::Applied)
            commit();
        else
            rollback();
        return outcome;
    } catch (...) {
        rollback();
        throw;
    }
}

std::optional<Outcome> SqliteConnection::applyUnguarded(const ChangePlan& plan) {
    bool changed = false;
    const auto outcome = applySteps(plan, changed);
    if (outcome != Outcome::Applied && changed) return std::nullopt;
    return outcome;
}

Outcome SqliteConnection::applyMember(const ChangePlan& plan) {
    bool changed = false;
    step(control_->save);
    try {
        const auto outcome = applySteps(plan, changed);
        if (outcome != Outcome::Applied) step(control_->undo);
        step(control_->release);
        return outcome;
    } catch (...) {
        // An error that ended the whole transaction leaves no savepoint; the commit will say so.
        sqlite3_exec(database_, "ROLLBACK TO member; RELEASE member", nullptr, nullptr, nullptr);
        throw;
    }
}

/// Sets `changed` as soon as a statement has changed a row.
Outcome SqliteConnection::applySteps(const ChangePlan& plan, bool& changed) {
    for (const auto& step : plan.steps)
        if (const auto outcome = applyStep(step, changed); outcome != Outcome::Applied)
            return outcome;
    return Outcome::Applied;
}

Outcome SqliteConnection::applyStep(const Step& step, bool& changed) {
    const auto& source = statementsOf(Dialect::Sqlite)[static_cast<std::size_t>(step.statement)];
    bool first = true;
    for (const auto& part : prepared(step.statement).parts) {
        bind(part, source, step.parameters);
        const Reset reset(part.statement);
        const auto result = sqlite3_step(part.statement);
        if (result != SQLITE_DONE && result != SQLITE_ROW) {
            if (failureOfSqlite(result) == Failure::Taken) return step.if_taken;
            fail(result, source.name);
        }
        const bool reads = sqlite3_column_count(part.statement) > 0;
        const bool found = reads ? result == SQLITE_ROW : sqlite3_changes64(database_) > 0;
        changed = changed || (found && !reads);
        if (first && !found && step.if_none) return *step.if_none;
        first = false;
    }
    return Outcome::Applied;
}

}  // namespace concordat::store
