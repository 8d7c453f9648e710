#include "core/store/checkpointer.hpp"

#include <sqlite3.h>
#include <string>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/log.hpp"

namespace concordat::store {
namespace {

/// A log this many times too long cannot be emptied beside the writer: then the writer waits.
constexpr std::size_t kFarTooLong = 8;

}  // namespace

Checkpointer::Checkpointer(Opener open, std::size_t pages)
    : open_(std::move(open)), pages_(pages), connection_(open_()), thread_([this] { work(); }) {}

Checkpointer::~Checkpointer() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    woken_.notify_one();
    thread_.join();
}

void Checkpointer::watch(SqliteConnection& writer) {
    const auto hook = [](void* self, sqlite3*, const char*, int pages) {
        static_cast<Checkpointer*>(self)->noticed(static_cast<std::size_t>(pages));
        return SQLITE_OK;
    };
    sqlite3_wal_hook(writer.handle(), hook, this);
}

std::uint64_t Checkpointer::runs() const {
    const std::lock_guard lock(mutex_);
    return runs_;
}

void Checkpointer::noticed(std::size_t pages_in_log) {
    {
        const std::lock_guard lock(mutex_);
        if (pages_in_log < last_) last_ = 0;  // the log has begun anew
        if (pages_in_log < last_ + pages_) return;
        last_ = pages_in_log;
        in_log_ = pages_in_log;
    }
    woken_.notify_one();
}

void Checkpointer::work() {
    for (;;) {
        std::size_t pages = 0;
        {
            std::unique_lock lock(mutex_);
            woken_.wait(lock, [this] { return stopping_ || in_log_ > 0; });
            if (stopping_) return;
            pages = std::exchange(in_log_, 0);
            ++runs_;
        }
        checkpoint(pages);
    }
}

void Checkpointer::checkpoint(std::size_t pages_in_log) {
    const int mode =
        pages_in_log > pages_ * kFarTooLong ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_PASSIVE;
    const auto result =
        sqlite3_wal_checkpoint_v2(connection_->handle(), nullptr, mode, nullptr, nullptr);
    // Busy is ordinary: readers hold old pages, and a later commit wakes us again.
    if (result != SQLITE_OK && (result & 0xff) != SQLITE_BUSY)
        logEvent(Severity::Error, "STORE-CHECKPOINT-FAILED", "the log could not be moved",
                 {{"code", std::to_string(result)}});
}

}  // namespace concordat::store
