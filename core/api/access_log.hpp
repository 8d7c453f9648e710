#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include "core/base/ids.hpp"
#include "core/base/time.hpp"

namespace concordat::api {

/// What the access log says of one request: enough to find it again, and no personal data. The
/// route is a template, never the path, and the query is left out. Views that live until write()
/// returns.
struct AccessEntry {
    /// When carrying it out began: for a worker's request, after it had waited.
    Instant at{};
    std::string_view method;     ///< empty when the server could not read the request
    std::string_view route;      ///< template; empty when no operation has the path
    std::string_view operation;  ///< empty when none was settled
    /// Of the reply, whoever gave it.
    int status = 0;
    /// Microseconds from `at` to the finished reply, sending it not included; 0 where the server
    /// refused.
    std::uint64_t duration_us = 0;
    std::size_t bytes = 0;  ///< of the reply's body; of one in pieces the first
    /// Of a good token, even if that partner is not enrolled.
    std::optional<PartnerId> partner;
    /// The caller's or a new one: the same as in the reply's headers.
    Uuid correlation;
    Uuid request;
};

/// Writes one line of JSON for each request. Requests only append to a buffer; a thread of its own
/// writes it out, at the latest after a quarter of a second. Thread-safe; one per cloud. Lines
/// beyond `kMostHeld` bytes waiting for a disk that does not take them are dropped and counted,
/// since a log must not stop the service. A process that is killed loses what it holds.
///
///     {"time":"2026-11-25T10:20:30.123456Z","method":"GET","route":"/v1/customers/{customer-id}",
///      "operation":"customer-get","status":200,"durationUs":210,"bytes":1834,"partner":"...",
///      "correlationId":"...","requestId":"..."}
class AccessLog {
public:
    /// Bytes: some hundred thousand lines, or seconds of a stuck disk under full load.
    static constexpr std::size_t kMostHeld = 32U << 20U;

    /// Opens `path` for appending, created with mode 0640; empty: standard output. @throws
    /// FatalError API-ACCESS-LOG-OPEN when it cannot be opened
    explicit AccessLog(std::string path);

    /// Writes out what is held and closes.
    ~AccessLog();

    AccessLog(const AccessLog&) = delete;
    AccessLog& operator=(const AccessLog&) = delete;

    /// Adds a line. Never blocks on the file, never throws.
    void write(const AccessEntry& entry) noexcept;

    /// Closes and opens the file again before the next write, so that it can be rotated. Callable
    /// from any thread, not from a signal handler.
    void reopen();

    /// Lines go to `path` from the next write on, opened as by the constructor; what could not be
    /// written there is counted and told as after a rotation. From any thread.
    void moveTo(std::string path);

    /// Opens `path` as a log would be and closes it again, so that one that cannot be is found
    /// before anything is changed. @throws FatalError API-ACCESS-LOG-OPEN
    static void requireWritable(const std::string& path);

    /// Lines that were dropped since the start: those that found no room, and those that a failed
    /// write held.
    [[nodiscard]] std::uint64_t dropped() const noexcept { return dropped_.load(); }

private:
    void run();
    void writeOut(std::string_view text);
    void openAgain();
    void closeFile();

    // Only the writing thread touches the two after the constructor.
    std::string path_;
    int file_ = -1;
    std::atomic<std::uint64_t> dropped_{0};
    std::mutex mutex_;  // guards what follows
    std::condition_variable wake_;
    // Lines that wait for the thread.
    std::string held_;
    bool stop_ = false;
    bool reopen_ = false;
    std::optional<std::string> next_path_;
    std::thread writer_;
};

}  // namespace concordat::api
