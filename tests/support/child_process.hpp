#pragma once

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <thread>
#include <vector>

namespace concordat::testing_support {

/// A program that a test runs beside itself: a server under test, or one that it needs. What it
/// writes to standard output and error is kept together. It ends with the test: killed by the
/// destructor, or by the system should the thread that started it end (the test killed, say).
class ChildProcess {
public:
    /// Starts `command`, whose first element is looked up in PATH, with `environment` added to the
    /// test's own. @throws std::runtime_error when there is no such program
    explicit ChildProcess(const std::vector<std::string>& command,
                          const std::map<std::string, std::string>& environment = {});
    ~ChildProcess();
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    /// The first complete line with `text` in it, waiting for it. @throws std::runtime_error, with
    /// what was written instead, when the program ends or `patience` does
    [[nodiscard]] std::string waitForLine(std::string_view text,
                                          std::chrono::seconds patience = std::chrono::minutes(5));

    /// What it has written so far.
    [[nodiscard]] std::string output() const;

    /// Sends a signal, such as SIGKILL. Does nothing once it has been waited for.
    void signal(int number);

    /// Waits for its end; then its exit status, or 128 and the number of the signal that ended it.
    int wait();

    [[nodiscard]] pid_t id() const { return id_; }

private:
    void read(int descriptor);

    pid_t id_ = -1;
    bool ended_ = false;
    int status_ = 0;

    mutable std::mutex mutex_;  ///< guards the two below
    std::string output_;
    bool closed_ = false;
    std::condition_variable written_;
    std::jthread reader_;  ///< last: it uses all of the above
};

/// A port of 127.0.0.1 that nothing listened on a moment ago, for programs that cannot choose one.
[[nodiscard]] unsigned short findFreePort();

}  // namespace concordat::testing_support
