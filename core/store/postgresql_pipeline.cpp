#include "core/store/postgresql_pipeline.hpp"

#include <array>
#include <libpq-fe.h>
#include <openssl/ssl.h>
#include <soci/soci.h>

#include "core/store/native_handle.hpp"
#include "core/store/store_error.hpp"

namespace concordat::store {
namespace {

/// More parameters than any statement has.
constexpr std::size_t kMostParameters = 32;
constexpr int kBinary = 1;

constexpr auto kSetPartner = "set_partner";
constexpr auto kSetPartnerText = "SELECT set_config('concordat.partner', $1, TRUE)";

using Integer = std::array<char, sizeof(std::int64_t)>;

/// A BIGINT as it travels: the highest byte first.
Integer toNetwork(std::int64_t value) {
    Integer bytes{};
    auto rest = static_cast<std::uint64_t>(value);
    for (auto i = bytes.size(); i-- > 0; rest >>= 8U) bytes[i] = static_cast<char>(rest & 0xFFU);
    return bytes;
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

}  // namespace

void ClearPostgresqlResult::operator()(pg_result* result) const noexcept {
    PQclear(result);
}

const Statement& postgresqlStatement(StatementId statement) {
    return statementsOf(Dialect::Postgresql)[static_cast<std::size_t>(statement)];
}

std::string sqlstateOf(const PostgresqlResult& result) {
    const char* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
    return state == nullptr ? std::string() : std::string(state);
}

bool hasFailed(const PostgresqlResult& result) {
    const auto status = PQresultStatus(result.get());
    return status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE;
}

bool wasPassedOver(const PostgresqlResult& result) {
    return PQresultStatus(result.get()) == PGRES_PIPELINE_ABORTED;
}

bool isEnd(const PostgresqlResult& result) {
    return PQresultStatus(result.get()) == PGRES_PIPELINE_SYNC;
}

std::optional<Outcome> outcomeOf(const ChangePlan& plan, std::size_t step,
                                 std::string_view sqlstate) {
    const auto failure = failureOfPostgresql(sqlstate);
    if (failure == Failure::Guard) return plan.steps[step].if_none;
    if (failure == Failure::Taken) return plan.steps[step].if_taken;
    return std::nullopt;
}

PostgresqlPipeline::PostgresqlPipeline(std::unique_ptr<soci::session> session,
                                       const PostgresqlSettings& settings, Use use)
    : session_(std::move(session)), connection_(postgresqlHandle(*session_)) {
    configure(settings, use);
    PQenterPipelineMode(connection_);
    prepareAll();
}

PostgresqlPipeline::~PostgresqlPipeline() {
    PQexitPipelineMode(connection_);
}

void PostgresqlPipeline::configure(const PostgresqlSettings& settings, Use use) {
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
    // A plan is kept that was made while a table was empty, when reading all of it looked cheapest.
    command("SET enable_seqscan = off");
    // A server may acknowledge before it has written; stricter settings stay.
    command(
        "SELECT set_config('synchronous_commit', 'on', FALSE) "
        "WHERE current_setting('synchronous_commit') = 'off'");
    if (use == Use::Service)
        command("SELECT set_config('role', current_database() || '_service', FALSE)");
    else
        command("SET concordat.scope = 'operators'");
}

void PostgresqlPipeline::command(const std::string& sql) {
    const PostgresqlResult result(PQexec(connection_, sql.c_str()));
    if (!result || hasFailed(result)) fail(sqlstateOf(result), "configure");
}

void PostgresqlPipeline::prepareAll() {
    PQsendPrepare(connection_, kSetPartner, kSetPartnerText, 1, nullptr);
    for (const auto& statement : statementsOf(Dialect::Postgresql))
        PQsendPrepare(connection_, statement.name.c_str(), statement.text.c_str(), 0, nullptr);
    end();
    std::string state;
    for (;;) {
        const auto result = take();
        if (!result) fail({}, "prepare");
        if (isEnd(result)) break;
        if (state.empty() && hasFailed(result)) state = sqlstateOf(result);
    }
    if (!state.empty()) fail(state, "prepare");
}

void PostgresqlPipeline::fail(const std::string& sqlstate, std::string_view operation) {
    const bool lost = broken_ || PQstatus(connection_) != CONNECTION_OK;
    const auto failure = lost ? Failure::Unavailable : failureOfPostgresql(sqlstate);
    broken_ = broken_ || failure == Failure::Unavailable;
    throwStoreError(failure, operation, sqlstate.empty() ? "no connection" : sqlstate);
}

bool PostgresqlPipeline::sendPartner(const PartnerId& partner) {
    if (partner_ == partner) return false;
    std::array<char, Uuid::kTextSize + 1> text{};
    partner.value.writeTo(text.data());
    const char* value = text.data();
    if (PQsendQueryPrepared(connection_, kSetPartner, 1, &value, nullptr, nullptr, kBinary) != 1)
        fail({}, kSetPartner);
    partner_ = partner;
    return true;
}

bool PostgresqlPipeline::sendNobody() {
    // Nobody is set at the start; nil is no partner's id.
    return partner_ && sendPartner(PartnerId{});
}

void PostgresqlPipeline::send(StatementId statement, Parameters parameters) {
    const auto& source = postgresqlStatement(statement);
    Bound bound;
    std::size_t place = 0;
    for (const auto& name : source.parameters) bound.add(valueFor(name, parameters, place++));
    if (PQsendQueryPrepared(connection_, source.name.c_str(), bound.count, bound.values.data(),
                            bound.lengths.data(), bound.formats.data(), kBinary) != 1)
        fail({}, source.name);
}

void PostgresqlPipeline::end() {
    partner_.reset();
    if (PQpipelineSync(connection_) != 1) fail({}, "sync");
}

PostgresqlResult PostgresqlPipeline::take() {
    // Every statement's results end with a null, which is passed over.
    if (auto* result = PQgetResult(connection_)) return PostgresqlResult(result);
    return PostgresqlResult(PQgetResult(connection_));
}

void PostgresqlPipeline::neverWait() {
    PQsetnonblocking(connection_, 1);
}

bool PostgresqlPipeline::flush() {
    const int left = PQflush(connection_);
    if (left < 0) broken_ = true;
    return left == 0;
}

bool PostgresqlPipeline::receive() {
    // What TLS has deciphered already the system does not tell of.
    auto* const tls = static_cast<SSL*>(PQsslStruct(connection_, "OpenSSL"));
    do {
        if (PQconsumeInput(connection_) != 1 || PQstatus(connection_) != CONNECTION_OK)
            broken_ = true;
    } while (!broken_ && tls != nullptr && SSL_pending(tls) > 0);
    return !broken_;
}

PostgresqlResult PostgresqlPipeline::poll() {
    // As in `take`; a second null says that nothing is due.
    for (int nulls = 0; nulls < 2; ++nulls) {
        if (PQisBusy(connection_) == 1) return nullptr;
        if (auto* result = PQgetResult(connection_)) return PostgresqlResult(result);
    }
    return nullptr;
}

int PostgresqlPipeline::descriptor() const {
    return PQsocket(connection_);
}

}  // namespace concordat::store
