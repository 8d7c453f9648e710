#include "core/api/access_log.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <unistd.h>

#include "core/base/error.hpp"
#include "core/base/json_writer.hpp"
#include "core/base/log.hpp"

namespace concordat::api {
namespace {

// Short enough for who follows the log, long enough that a busy cloud writes hundreds of lines at
// once.
constexpr std::chrono::milliseconds kFlushEvery{250};
constexpr std::size_t kFlushAt = 256U << 10U;
constexpr int kFileMode = 0640;

void append(std::string& out, const AccessEntry& entry) {
    JsonWriter json(out);
    json.beginObject();
    json.member("time", entry.at).memberIfAny("method", entry.method);
    json.memberIfAny("route", entry.route).memberIfAny("operation", entry.operation);
    json.member("status", entry.status).member("durationUs", entry.duration_us);
    json.member("bytes", std::uint64_t{entry.bytes});
    if (entry.partner) json.member("partner", entry.partner->value);
    json.member("correlationId", entry.correlation).member("requestId", entry.request);
    json.endObject();
    out.push_back('\n');
}

/// Below 0 where it cannot be opened.
int openFile(const std::string& path) {
    if (path.empty()) return STDOUT_FILENO;
    return ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, kFileMode);
}

int openOrRefuse(const std::string& path) {
    const int file = openFile(path);
    if (file >= 0) return file;
    throw FatalError("API-ACCESS-LOG-OPEN", "cannot open the access log " + path +
                                                " for writing: check that its folder exists "
                                                "and that the service's user may write there");
}

}  // namespace

AccessLog::AccessLog(std::string path) : path_(std::move(path)), file_(openOrRefuse(path_)) {
    writer_ = std::thread([this] { run(); });
}

void AccessLog::requireWritable(const std::string& path) {
    const int file = openOrRefuse(path);
    if (!path.empty()) ::close(file);
}

AccessLog::~AccessLog() {
    {
        const std::lock_guard lock(mutex_);
        stop_ = true;
    }
    wake_.notify_one();
    writer_.join();
    closeFile();
}

void AccessLog::closeFile() {
    if (file_ >= 0 && !path_.empty()) ::close(file_);
}

void AccessLog::write(const AccessEntry& entry) noexcept try {
    // Its memory is used again for every line of the thread.
    thread_local std::string line;
    line.clear();
    append(line, entry);
    bool enough = false;
    {
        const std::lock_guard lock(mutex_);
        if (held_.size() + line.size() > kMostHeld) {
            dropped_.fetch_add(1);
            return;
        }
        const auto before = held_.size();
        held_ += line;
        // One wake-up is enough, however many lines follow before the thread runs.
        enough = before < kFlushAt && held_.size() >= kFlushAt;
    }
    if (enough) wake_.notify_one();
} catch (...) {
    dropped_.fetch_add(1);
}

void AccessLog::reopen() {
    const std::lock_guard lock(mutex_);
    reopen_ = true;
}

void AccessLog::moveTo(std::string path) {
    const std::lock_guard lock(mutex_);
    next_path_ = std::move(path);
    reopen_ = true;
}

void AccessLog::openAgain() {
    file_ = openFile(path_);
    if (file_ < 0)
        logEvent(Severity::Error, "API-ACCESS-LOG-LOST", "the access log could not be opened again",
                 {{"path", path_}});
}

void AccessLog::run() {
    std::string taken;
    std::unique_lock lock(mutex_);
    for (bool last = false; !last;) {
        wake_.wait_for(lock, kFlushEvery, [this] { return stop_ || held_.size() >= kFlushAt; });
        last = stop_;
        // The two buffers change places, so neither loses its memory.
        taken.swap(held_);
        const bool again = std::exchange(reopen_, false);
        auto path = std::exchange(next_path_, std::nullopt);
        lock.unlock();
        if (again) {
            closeFile();
            if (path) path_ = *std::move(path);
            openAgain();
        }
        writeOut(taken);
        taken.clear();
        lock.lock();
    }
}

void AccessLog::writeOut(std::string_view text) {
    while (!text.empty()) {
        const auto written = file_ < 0 ? -1 : ::write(file_, text.data(), text.size());
        if (written < 0 && file_ >= 0 && errno == EINTR) continue;
        if (written <= 0) {
            // One that was written in part counts too: nobody can read it.
            const auto lines = std::count(text.begin(), text.end(), '\n');
            dropped_.fetch_add(static_cast<std::uint64_t>(lines));
            logEvent(Severity::Error, "API-ACCESS-LOG-LOST",
                     "lines of the access log could not be written",
                     {{"path", path_}, {"lines", std::to_string(lines)}});
            return;
        }
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

}  // namespace concordat::api
