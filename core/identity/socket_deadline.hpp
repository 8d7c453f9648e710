#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace Poco::Net {
class StreamSocket;
}

namespace concordat::identity {

/// Shuts a socket down when its time is over, so that whoever reads from it or writes to it stops:
/// time limits between two bytes do not end a peer that sends one byte every second. Watches from
/// its construction to its destruction, on a thread of its own.
class SocketDeadline {
public:
    /// Works on a duplicate of the descriptor: the original may be closed, and its number reused,
    /// before this ends.
    SocketDeadline(const Poco::Net::StreamSocket& socket, std::chrono::milliseconds limit);
    ~SocketDeadline();
    SocketDeadline(const SocketDeadline&) = delete;
    SocketDeadline& operator=(const SocketDeadline&) = delete;

    /// Whether the time was over: what was read since is not to be trusted.
    [[nodiscard]] bool hasPassed();

private:
    void wait(std::chrono::milliseconds limit);

    const int descriptor_;
    std::mutex mutex_;  // guards `done_` and `passed_`
    std::condition_variable over_;
    bool done_ = false;
    bool passed_ = false;
    std::thread thread_;  // last: it uses the members above
};

}  // namespace concordat::identity
