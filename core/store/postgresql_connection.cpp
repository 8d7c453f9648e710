#include "core/store/postgresql_connection.hpp"

#include <array>
#include <libpq-fe.h>
#include <soci/soci.h>

#include "core/store/native_handle.hpp"
#include "core/store/statement.hpp"
#include "core/store/store_error.hpp"

namespace concordat::store {
namespace {

/// More parameters than any statement has.
constexpr std::size_t kMostParameters = 32;
constexpr int kBinary = 1;

constexpr auto kSetPartner = "set_partner";
constexpr auto kSetPartnerText = "SELECT set_config('concordat.partner', $1, TRUE)";

struct ClearResult {
    void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, ClearResult>;

using Integer = std::array<char, sizeof(std::int64_t)>;

/// A BIGINT as it travels: the highest byte first.
Integer toNetwork(std::int64_t value) {
    Integer bytes{};
    auto rest = static_cast<std::uint64_t>(value);
    for (auto i = bytes.size(); i-- > 0; rest >>= 8U) bytes[i] = static_cast<char>(rest & 0xFFU);
    return bytes;
}

std::int64_t fromNetwork(const char* bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < sizeof value; ++i)
        value = (value << 8U) | static_cast<std::uint8_t>(bytes[i]);
    return static_cast<std::int64_t>(value);
}

/// Parameters in the form that libpq takes.
struct Bound {
    std::array<const char*, kMostParameters> values{};
    std::array<int, kMostParameters> lengths{};
    std::array<int, kMostParameters> formats{};
    std::array<Integer, kMostParameters> integers{};
    int count = 0;

    void add(const Value& value) {
        const auto at = static_cast<std::size_t>(count++);
        formats[at] = kBinary;
        if (value.type() == Value::Type::Null) return;
        auto view = value.view();
        if (value.type() == Value::Type::Integer) {
            integers[at] = toNetwork(value.integer());
            view = {integers[at].data(), integers[at].size()};
        }
        values[at] = view.data() == nullptr ? "" : view.data();
        lengths[at] = static_cast<int>(view.size());
    }
};

const Statement& statementOf(StatementId statement) {
    return statementsOf(Dialect::Postgresql)[static_cast<std::size_t>(statement)];
}

std::string stateOf(const PGresult* result) {
    const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    return state == nullptr ? std::string() : std::string(state);
}

bool isError(const PGresult* result) {
    const auto status = PQresultStatus(result);
    return status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE;
}

}  // namespace

/// What a pipeline came to: no error, or the first one and which of its statements failed.
struct PostgresqlConnection::Verdict {
    bool failed = false;
    std::size_t statement = 0;
    std::string sqlstate;
};

class PostgresqlConnection::PostgresqlRows final : public Rows {
public:
    void start(Result result) {
        result_ = std::move(result);
        row_ = -1;
    }

    bool next() override { return ++row_ < PQntuples(result_.get()); }

    std::int64_t integer(int column) const override {
        return fromNetwork(PQgetvalue(result_.get(), row_, column));
    }

    std::string_view text(int column) const override { return bytes(column); }

    std::string_view bytes(int column) const override {
        return {PQgetvalue(result_.get(), row_, column),
                static_cast<std::size_t>(PQgetlength(result_.get(), row_, column))};
    }

    bool isNull(int column) const override { return PQgetisnull(result_.get(), row_, column) == 1; }

    void finish() noexcept override { result_.reset(); }

private:
    Result result_;
    int row_ = -1;
};

PostgresqlConnection::PostgresqlConnection(std::unique_ptr<soci::session> session,
                                           const PostgresqlSettings& settings, Use use)
    : session_(std::move(session)),
      connection_(postgresqlHandle(*session_)),
      rows_(std::make_unique<PostgresqlRows>()) {
    configure(settings, use);
    PQenterPipelineMode(connection_);
    prepareAll();
}

PostgresqlConnection::~PostgresqlConnection() {
    PQexitPipelineMode(connection_);
}

void PostgresqlConnection::configure(const PostgresqlSettings& settings, Use use) {
    const auto milliseconds = [](std::chrono::milliseconds time) {
        return std::to_string(time.count());
    };
    // Notices would go to the standard error stream as they are.
    PQsetNoticeProcessor(
        connection_, [](void*, const char*) {}, nullptr);
    command("SET statement_timeout = " + milliseconds(settings.statement_patience));
    command("SET lock_timeout = " + milliseconds(settings.lock_patience));
    command("SET jit = off");  // costs more than any statement here
    command(
        "SET plan_cache_mode = force_generic_plan");  // each has one good plan, whatever the values
    // A server may acknowledge before it has written; stricter settings stay.
    command(
        "SELECT set_config('synchronous_commit', 'on', FALSE) "
        "WHERE current_setting('synchronous_commit') = 'off'");
    if (use == Use::Service)
        command("SELECT set_config('role', current_database() || '_service', FALSE)");
    else
        command("SET concordat.scope = 'operators'");
}

void PostgresqlConnection::command(const std::string& sql) {
    const Result result(PQexec(connection_, sql.c_str()));
    if (!result || isError(result.get())) fail(stateOf(result.get()), "configure");
}

void PostgresqlConnection::prepareAll() {
    PQsendPrepare(connection_, kSetPartner, kSetPartnerText, 1, nullptr);
    for (const auto& statement : statementsOf(Dialect::Postgresql))
        PQsendPrepare(connection_, statement.name.c_str(), statement.text.c_str(), 0, nullptr);
    sync();
    const auto count = statementsOf(Dialect::Postgresql).size() + 1;
    const auto verdict = takeVerdict(count);
    if (verdict.failed) fail(verdict.sqlstate, "prepare");
}

void PostgresqlConnection::fail(const std::string& sqlstate, std::string_view operation) {
    const bool lost = PQstatus(connection_) != CONNECTION_OK;
    const auto failure = lost ? Failure::Unavailable : failureOfPostgresql(sqlstate);
    broken_ = broken_ || failure == Failure::Unavailable;
    throwStoreError(failure, operation, sqlstate.empty() ? "no connection" : sqlstate);
}

void PostgresqlConnection::sendPartner(const PartnerId& partner) {
    std::array<char, Uuid::kTextSize + 1> text{};
    partner.value.writeTo(text.data());
    const char* value = text.data();
    if (PQsendQueryPrepared(connection_, kSetPartner, 1, &value, nullptr, nullptr, kBinary) != 1)
        fail({}, kSetPartner);
}

void PostgresqlConnection::send(StatementId statement, Parameters parameters) {
    const auto& source = statementOf(statement);
    Bound bound;
    std::size_t place = 0;
    for (const auto& name : source.parameters) bound.add(valueFor(name, parameters, place++));
    if (PQsendQueryPrepared(connection_, source.name.c_str(), bound.count, bound.values.data(),
                            bound.lengths.data(), bound.formats.data(), kBinary) != 1)
        fail({}, source.name);
}

void PostgresqlConnection::sync() {
    if (PQpipelineSync(connection_) != 1) fail({}, "sync");
}

pg_result* PostgresqlConnection::takeResult() {
    // Every statement's results end with a null, which is passed over.
    if (auto* result = PQgetResult(connection_)) return result;
    return PQgetResult(connection_);
}

PostgresqlConnection::Verdict PostgresqlConnection::takeVerdict(std::size_t results) {
    Verdict verdict;
    for (std::size_t i = 0; i < results; ++i) {
        const Result result(takeResult());
        if (!result) fail({}, "pipeline");
        if (verdict.failed || !isError(result.get())) continue;
        verdict = {true, i, stateOf(result.get())};
    }
    finishPipeline();
    return verdict;
}

void PostgresqlConnection::finishPipeline() {
    const Result end(takeResult());
    if (!end || PQresultStatus(end.get()) != PGRES_PIPELINE_SYNC) {
        broken_ = true;
        fail({}, "pipeline");
    }
}

Rows& PostgresqlConnection::query(const PartnerId& partner, StatementId statement,
                                  Parameters parameters) {
    sendPartner(partner);
    send(statement, parameters);
    sync();
    return readRows(true, statementOf(statement).name);
}

Rows& PostgresqlConnection::query(StatementId statement, Parameters parameters) {
    send(statement, parameters);
    sync();
    return readRows(false, statementOf(statement).name);
}

Rows& PostgresqlConnection::readRows(bool scoped, std::string_view operation) {
    std::string state;
    bool failed = false;
    if (scoped) {
        const Result set(takeResult());
        failed = !set || isError(set.get());
        if (failed) state = stateOf(set.get());
    }
    Result result(takeResult());
    if (!result) fail({}, operation);
    if (!failed && isError(result.get())) {
        failed = true;
        state = stateOf(result.get());
    }
    finishPipeline();
    if (failed) fail(state, operation);
    rows_->start(std::move(result));
    return *rows_;
}

Outcome PostgresqlConnection::apply(const ChangePlan& plan) {
    sendPartner(plan.partner);
    for (const auto& step : plan.steps) send(step.statement, step.parameters);
    sync();
    const auto verdict = takeVerdict(plan.steps.size() + 1);
    if (!verdict.failed) return Outcome::Applied;
    if (verdict.statement == 0) fail(verdict.sqlstate, kSetPartner);
    const auto& step = plan.steps[verdict.statement - 1];
    const auto failure = failureOfPostgresql(verdict.sqlstate);
    if (failure == Failure::Guard && step.if_none) return *step.if_none;
    if (failure == Failure::Taken) return step.if_taken;
    fail(verdict.sqlstate, statementOf(step.statement).name);
}

}  // namespace concordat::store
