#include "core/store/postgresql_lane.hpp"

#include <utility>

#include "core/base/error.hpp"
#include "core/base/log.hpp"
#include "core/store/postgresql_connection.hpp"

namespace concordat::store {

PostgresqlLane::~PostgresqlLane() {
    if (pipeline_) reactor_.forget(pipeline_->descriptor());
}

bool PostgresqlLane::usable() {
    if (pipeline_) return true;
    const auto session = pool_.claim();
    if (!session) return false;
    auto pipeline = dynamic_cast<PostgresqlConnection&>(*session).release();
    pipeline->neverWait();
    if (!reactor_.watch(pipeline->descriptor(), *this, false)) return false;
    pipeline_ = std::move(pipeline);
    unsent_ = false;
    waiting_since_ = std::chrono::steady_clock::now();
    return true;
}

void PostgresqlLane::handle() {
    if (!pipeline_) return;
    if (unsent_) flush();
    static_cast<void>(pipeline_->receive());  // what had come before a loss is still there
    while (awaits()) {
        auto result = pipeline_->poll();
        if (!result) break;
        progress_ = true;
        take(std::move(result));
    }
    if (pipeline_->isBroken()) breakDown();
}

void PostgresqlLane::endRound() {
    if (!pipeline_) return;
    try {
        send();
        flush();
    } catch (const Error&) {
        pipeline_->giveUp();
    }
    // Not in the handler: those who are resumed may suspend again.
    if (pipeline_->isBroken()) breakDown();
}

void PostgresqlLane::flush() {
    const bool unsent = !pipeline_->flush();
    if (unsent == unsent_) return;
    unsent_ = unsent;
    if (!reactor_.watch(pipeline_->descriptor(), *this, unsent)) pipeline_->giveUp();
}

void PostgresqlLane::tick(Reactor::TimePoint now) {
    if (!pipeline_ || !awaits() || std::exchange(progress_, false)) {
        waiting_since_ = now;
        return;
    }
    if (now - waiting_since_ < patience_) return;
    logEvent(Severity::Warning, "STORE-LANE-SILENT",
             "The database brought no result in time: its session was closed");
    breakDown();
}

void PostgresqlLane::breakDown() {
    reactor_.forget(pipeline_->descriptor());
    pipeline_.reset();
    // What broke one session has usually broken all.
    pool_.dropIdle();
    failAll();
}

}  // namespace concordat::store
