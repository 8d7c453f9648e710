#pragma once

#include <cstdint>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "core/changes/change_set.hpp"

namespace concordat::durability {

/// A write that a store has acknowledged, and so must know for ever.
struct Acknowledged {
    CustomerId customer;
    std::string domain;
    std::uint64_t version = 1;  ///< that the account had after it
    Uuid entry;
    RequestId request;
};

/// The writes that were acknowledged, in order. What a restart must know is all that stood here
/// when the power went: the store acknowledges before the ledger knows. Thread-safe.
class Ledger {
public:
    void add(Acknowledged write) {
        const std::lock_guard lock(mutex_);
        writes_.push_back(std::move(write));
    }

    [[nodiscard]] std::size_t size() const {
        const std::lock_guard lock(mutex_);
        return writes_.size();
    }

    /// The first `count` of them. Not while writers are adding.
    [[nodiscard]] std::span<const Acknowledged> first(std::size_t count) const {
        return std::span(writes_).first(count);
    }

private:
    mutable std::mutex mutex_;
    std::vector<Acknowledged> writes_;
};

/// One writer: adds customers and now and then changes the billing profile of its last one, every
/// write with a request id of its own.
class Writer {
public:
    /// `store` and `ledger` outlive the writer. `name` tells it from all others, those before a
    /// restart included.
    Writer(changes::ChangeStore& store, Ledger& ledger, PartnerId partner, std::string name);

    /// Makes one write and enters it into the ledger when the store has acknowledged it. @throws
    /// Error when the store fails
    void write();

private:
    [[nodiscard]] changes::ChangeSet creation();
    [[nodiscard]] changes::ChangeSet update();
    [[nodiscard]] changes::ChangeSet around(changes::Change change,
                                            audit::OperationType operation) const;

    changes::ChangeStore& store_;
    Ledger& ledger_;
    PartnerId partner_;
    std::string name_;
    unsigned writes_ = 0;
    accounts::Customer customer_;  ///< the last one it added
};

}  // namespace concordat::durability
