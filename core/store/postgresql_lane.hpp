#pragma once

#include <chrono>
#include <memory>

#include "core/base/reactor.hpp"
#include "core/store/postgresql_pipeline.hpp"
#include "core/store/session_pool.hpp"

namespace concordat::store {

/// A session with PostgreSQL that all fibers of one event thread share: what they send in a round
/// of the thread goes out together, and each is resumed when its result has come. So neither a
/// thread nor a round trip is spent on each request. The session comes from a pool, which opens it
/// on some worker; while there is none, requests are carried out by workers.
class PostgresqlLane : public Reactor::Part {
public:
    /// Takes sessions from `pool`, and gives one up that brings no result for `patience`. Both
    /// references outlive it.
    PostgresqlLane(Reactor& reactor, SessionPool& pool, std::chrono::milliseconds patience)
        : reactor_(reactor), pool_(pool), patience_(patience) {}
    PostgresqlLane(const PostgresqlLane&) = delete;
    PostgresqlLane& operator=(const PostgresqlLane&) = delete;
    ~PostgresqlLane() override;

    /// Looks for a session if there is none.
    [[nodiscard]] bool usable() final;
    void handle() final;
    void endRound() final;
    void tick(Reactor::TimePoint now) final;

protected:
    /// The session; null while there is none, which a fiber is told as StoreUnavailable.
    [[nodiscard]] PostgresqlPipeline* pipeline() const noexcept { return pipeline_.get(); }

private:
    /// The next result, in order. Resumes whoever it is for.
    virtual void take(PostgresqlResult result) = 0;
    /// Sends what has gathered in this round. @throws Error StoreUnavailable
    virtual void send() = 0;
    /// Whether results are due.
    [[nodiscard]] virtual bool awaits() const noexcept = 0;
    /// The session is gone: resumes all who wait for it, with that news.
    virtual void failAll() = 0;

    void flush();
    void breakDown();

    Reactor& reactor_;
    SessionPool& pool_;
    const std::chrono::milliseconds patience_;
    std::unique_ptr<PostgresqlPipeline> pipeline_;
    // Bytes are left that the socket had no room for.
    bool unsent_ = false;
    // Since the last tick.
    bool progress_ = false;
    Reactor::TimePoint waiting_since_{};
};

}  // namespace concordat::store
