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
///
/// While commits go on, the log never becomes empty that way and would grow for ever. So after each
/// run the writer itself moves the little that has come meanwhile and begins the log anew: a log
/// that is used again is written to blocks that the file system has already and to pages that are
/// already in memory.
class Checkpointer {
public:
    using Opener = std::function<std::unique_ptr<SqliteConnection>()>;

    /// Works whenever the log has grown by `settings.checkpoint_pages`. Keeps the settings, which
    /// outlive it. @throws Error StoreUnavailable when `open` cannot open a connection
    Checkpointer(const Opener& open, const SqliteSettings& settings);
    ~Checkpointer();
    Checkpointer(const Checkpointer&) = delete;
    Checkpointer& operator=(const Checkpointer&) = delete;

    /// Makes `writer` tell the length of the log after each of its commits. For each connection of
    /// the writer anew.
    void watch(SqliteConnection& writer);

    /// How often it has worked, for metrics.
    [[nodiscard]] std::uint64_t runs() const;

    /// How often the log has been begun anew, for metrics. Far fewer than `runs` means that readers
    /// stay in the way.
    [[nodiscard]] std::uint64_t restarts() const;

private:
    void noticed(sqlite3* writer, std::size_t pages_in_log);
    void work();
    void move();
    void beginAnew(sqlite3* writer);

    const SqliteSettings& settings_;
    std::unique_ptr<SqliteConnection> connection_;  // used by the thread only
    mutable std::mutex mutex_;                      // guards everything below
    std::condition_variable woken_;
    bool due_ = false;      // the log has grown: the thread is to work
    bool moved_ = false;    // it has: the writer may begin the log anew
    std::size_t last_ = 0;  // length when the thread was last woken
    std::uint64_t runs_ = 0;
    std::uint64_t restarts_ = 0;
    bool stopping_ = false;
    std::thread thread_;  // last: it uses all of the above
};

}  // namespace concordat::store
