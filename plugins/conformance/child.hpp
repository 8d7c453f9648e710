#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <sys/types.h>

namespace concordat::conformance {

/// How a child process ended.
struct ChildEnd {
    bool too_late = false;  ///< it wrote nothing for too long and was killed
    int exit_status = -1;   ///< -1: by a signal
    int signal = 0;
    std::string output;  ///< the end of what it wrote to standard output and error
};

/// A process made by forking this one, which runs `work` and writes lines to us. Ended by its id
/// with this object.
class Child {
public:
    /// Writes one line to the parent, whole; callable from every thread of the child.
    using Tell = std::function<void(const std::string& line)>;

    /// Starts the child. What its code writes to standard output and error is kept for ChildEnd.
    /// @throws std::runtime_error when there is no process or no pipe
    explicit Child(const std::function<void(const Tell& tell)>& work);
    ~Child();
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    /// The next line; nothing when the child has ended, or wrote none for `patience` and was
    /// killed.
    [[nodiscard]] std::optional<std::string> nextLine(std::chrono::milliseconds patience);

    /// How it ended; waits for it. After nextLine() gave nothing.
    [[nodiscard]] ChildEnd end();

private:
    void kill();

    pid_t id_ = -1;
    bool ended_ = false;
    bool too_late_ = false;
    int lines_ = -1;   // read end of the pipe with lines
    int output_ = -1;  // a nameless file with what the child wrote
    std::string buffer_;
};

}  // namespace concordat::conformance
