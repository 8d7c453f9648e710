#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "core/store/sqlite_connection.hpp"

namespace concordat::store {

/// Moves what is in a SQLite store's log into the store's file, on a thread and a connection of its
/// own, so that no commit waits for it. Woken by the writer after commits.
class Checkpointer {
public:
    using Opener = std::function<std::unique_ptr<SqliteConnection>()>;

    /// Works whenever the log has grown by `pages`.
    Checkpointer(Opener open, std::size_t pages);
    ~Checkpointer();
    Checkpointer(const Checkpointer&) = delete;
    Checkpointer& operator=(const Checkpointer&) = delete;

    /// Makes `writer` tell the length of the log after each of its commits.
    void watch(SqliteConnection& writer);

    /// How often it has worked, for metrics.
    [[nodiscard]] std::uint64_t runs() const;

private:
    void noticed(std::size_t pages_in_log);
    void work();
    void checkpoint(std::size_t pages_in_log);

    Opener open_;
    const std::size_t pages_;
    std::unique_ptr<SqliteConnection> connection_;  // used by the thread only
    mutable std::mutex mutex_;                      // guards everything below
    std::condition_variable woken_;
    std::size_t in_log_ = 0;  // length to work on, 0: none
    std::size_t last_ = 0;    // length when it was last woken
    std::uint64_t runs_ = 0;
    bool stopping_ = false;
    std::thread thread_;  // last: it uses all of the above
};

}  // namespace concordat::store
