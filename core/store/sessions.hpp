#pragma once

#include <memory>
#include <utility>

#include "core/store/connection.hpp"

namespace concordat::store {

/// Takes back what it has lent. Outlives it.
class Lender {
public:
    virtual ~Lender() = default;

    /// Called once for each session lent, by the thread that had it.
    virtual void giveBack(std::unique_ptr<Connection> connection) noexcept = 0;
};

/// A session that is lent, given back with the end of the scope. Hold it only while talking to the
/// store: never while asking a rule or writing a reply. Declare the Cursor after it, so that the
/// rows end first.
class PooledSession {
public:
    /// For the lender.
    PooledSession(Lender& lender, std::unique_ptr<Connection> connection)
        : lender_(&lender), connection_(std::move(connection)) {}
    /// Gives it back; a broken one is closed.
    ~PooledSession() {
        if (connection_) lender_->giveBack(std::move(connection_));
    }
    PooledSession(PooledSession&&) = default;
    PooledSession& operator=(PooledSession&&) = delete;

    Connection* operator->() const { return connection_.get(); }
    Connection& operator*() const { return *connection_; }

private:
    Lender* lender_;
    std::unique_ptr<Connection> connection_;
};

/// Where those who read get a session from. Thread-safe; outlives what it lends.
class Sessions {
public:
    virtual ~Sessions() = default;

    /// Lends a session to the caller's thread, or to its fiber. May wait for one. @throws Error
    /// StoreUnavailable
    [[nodiscard]] virtual PooledSession acquire() = 0;
};

}  // namespace concordat::store
