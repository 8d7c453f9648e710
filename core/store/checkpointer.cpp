#include "core/store/checkpointer.hpp"

#include <sqlite3.h>
#include <string>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/log.hpp"

namespace concordat::store {
namespace {

/// The writer waits this long for those who still read the log before it goes on with the old one.
constexpr int kPatienceForReaders = 10;  // milliseconds

}  // namespace

Checkpointer::Checkpointer(const Opener& open, const SqliteSettings& settings)
    : settings_(settings), connection_(open()), thread_([this] { work(); }) {}

Checkpointer::~Checkpointer() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    woken_.notify_one();
    thread_.join();
}

void Checkpointer::watch(SqliteConnection& writer) {
    const auto hook = [](void* self, sqlite3* database, const char*, int pages) {
        static_cast<Checkpointer*>(self)->noticed(database, static_cast<std::size_t>(pages));
        return SQLITE_OK;
    };
    sqlite3_wal_hook(writer.handle(), hook, this);
}

std::uint64_t Checkpointer::runs() const {
    const std::lock_guard lock(mutex_);
    return runs_;
}

std::uint64_t Checkpointer::restarts() const {
    const std::lock_guard lock(mutex_);
    return restarts_;
}

void Checkpointer::noticed(sqlite3* writer, std::size_t pages_in_log) {
    bool moved = false;
    {
        const std::lock_guard lock(mutex_);
        moved = std::exchange(moved_, false);
        if (pages_in_log < last_) last_ = 0;  // the log has begun anew
        if (!moved) {
            if (pages_in_log < last_ + settings_.checkpoint_pages) return;
            last_ = pages_in_log;
            due_ = true;
        }
    }
    if (moved) return beginAnew(writer);
    woken_.notify_one();
}

void Checkpointer::work() {
    for (;;) {
        {
            std::unique_lock lock(mutex_);
            woken_.wait(lock, [this] { return stopping_ || due_; });
            if (stopping_) return;
            due_ = false;
            ++runs_;
        }
        move();
        const std::lock_guard lock(mutex_);
        moved_ = true;
    }
}

void Checkpointer::move() {
    const auto result = sqlite3_wal_checkpoint_v2(connection_->handle(), nullptr,
                                                  SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    // Busy is ordinary: readers hold old pages, and a later commit wakes us again.
    if (result != SQLITE_OK && (result & 0xff) != SQLITE_BUSY)
        logEvent(Severity::Error, "STORE-CHECKPOINT-FAILED", "the log could not be moved",
                 {{"code", std::to_string(result)}});
}

/// Called by the writer between two transactions.
void Checkpointer::beginAnew(sqlite3* writer) {
    sqlite3_busy_timeout(writer, kPatienceForReaders);
    const auto result =
        sqlite3_wal_checkpoint_v2(writer, nullptr, SQLITE_CHECKPOINT_RESTART, nullptr, nullptr);
    sqlite3_busy_timeout(writer, static_cast<int>(settings_.busy_patience.count()));
    if (result != SQLITE_OK) return;  // readers are in the way: the next run tries again
    const std::lock_guard lock(mutex_);
    ++restarts_;
}

}  // namespace concordat::store
