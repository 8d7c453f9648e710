#include "plugins/conformance/child.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <poll.h>
#include <stdexcept>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace concordat::conformance {

namespace {

/// The last words are what matters: what() of an exception that nobody caught.
constexpr std::size_t kOutputKept = 400;

void writeAll(int to, const std::string& text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto size = ::write(to, text.data() + at, text.size() - at);
        if (size < 0 && errno == EINTR) continue;
        if (size <= 0) return;  // the parent has gone, and so shall we
        at += static_cast<std::size_t>(size);
    }
}

/// What happens in the child, to its end.
[[noreturn]] void run(const std::function<void(const Child::Tell&)>& work, int lines, int output,
                      pid_t parent) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(1);
    // A plugin that crashes is expected here; nobody wants the core.
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::dup2(output, STDOUT_FILENO);
    ::dup2(output, STDERR_FILENO);
    work([lines](const std::string& line) { writeAll(lines, line + "\n"); });
    // Not exit(): what was set up before the fork is the parent's to end.
    ::_exit(0);
}

std::string lastWords(int output) {
    const auto size = ::lseek(output, 0, SEEK_END);
    if (size <= 0) return {};
    const auto kept = std::min<off_t>(size, kOutputKept);
    std::string text(static_cast<std::size_t>(kept), '\0');
    const auto got = ::pread(output, text.data(), text.size(), size - kept);
    text.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return text;
}

}  // namespace

Child::Child(const std::function<void(const Tell& tell)>& work) {
    std::array<int, 2> pipe{};
    output_ = ::memfd_create("output", MFD_CLOEXEC);
    if (output_ < 0 || ::pipe2(pipe.data(), O_CLOEXEC) != 0)
        throw std::runtime_error("no pipe to a child process can be made");
    lines_ = pipe[0];
    // Else what is still buffered is written twice.
    std::fflush(nullptr);
    const auto parent = ::getpid();
    id_ = ::fork();
    if (id_ == 0) run(work, pipe[1], output_, parent);
    ::close(pipe[1]);
    if (id_ < 0) throw std::runtime_error("no child process can be started");
}

Child::~Child() {
    if (!ended_) {
        kill();
        (void)end();
    }
    ::close(lines_);
    ::close(output_);
}

void Child::kill() {
    ::kill(id_, SIGKILL);
}

std::optional<std::string> Child::nextLine(std::chrono::milliseconds patience) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    for (;;) {
        if (const auto end = buffer_.find('\n'); end != std::string::npos) {
            auto line = buffer_.substr(0, end);
            buffer_.erase(0, end + 1);
            return line;
        }
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now());
        pollfd wait{lines_, POLLIN, 0};
        const int ready =
            ::poll(&wait, 1, static_cast<int>(std::max<std::int64_t>(left.count(), 0)));
        if (ready < 0 && errno == EINTR) continue;
        if (ready <= 0) {
            too_late_ = true;
            kill();
            return std::nullopt;
        }
        std::array<char, 4096> piece{};
        const auto size = ::read(lines_, piece.data(), piece.size());
        if (size < 0 && errno == EINTR) continue;
        if (size <= 0) return std::nullopt;
        buffer_.append(piece.data(), static_cast<std::size_t>(size));
    }
}

ChildEnd Child::end() {
    int status = 0;
    while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {
    }
    ended_ = true;
    return {.too_late = too_late_,
            .exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : -1,
            .signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0,
            .output = lastWords(output_)};
}

}  // namespace concordat::conformance
