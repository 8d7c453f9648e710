#include "tests/support/child_process.hpp"

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <netinet/in.h>
#include <optional>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace concordat::testing_support {
namespace {

constexpr int kCannotStart = 127;

std::vector<std::string> mergedEnvironment(const std::map<std::string, std::string>& added) {
    std::vector<std::string> merged;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string text = *entry;
        if (!added.contains(text.substr(0, text.find('=')))) merged.push_back(text);
    }
    for (const auto& [name, value] : added) merged.emplace_back(name).append("=").append(value);
    return merged;
}

std::vector<char*> pointersTo(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    pointers.reserve(texts.size() + 1);
    for (auto& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

/// The child between fork and exec: only what is safe after the fork of a threaded program.
[[noreturn]] void becomeProgram(char* const* arguments, char* const* environment, int output,
                                pid_t parent) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(kCannotStart);
    ::dup2(output, STDOUT_FILENO);
    ::dup2(output, STDERR_FILENO);
    ::execvpe(arguments[0], arguments, environment);
    ::_exit(kCannotStart);
}

/// The first complete line of `output` that has `text` in it.
std::optional<std::string> lineWith(std::string_view output, std::string_view text) {
    const auto found = output.find(text);
    if (found == std::string_view::npos) return std::nullopt;
    const auto end = output.find('\n', found);
    if (end == std::string_view::npos) return std::nullopt;
    const auto before = output.rfind('\n', found);
    const auto start = before == std::string_view::npos ? 0 : before + 1;
    return std::string(output.substr(start, end - start));
}

}  // namespace

ChildProcess::ChildProcess(const std::vector<std::string>& command,
                           const std::map<std::string, std::string>& environment) {
    auto arguments = command;
    auto variables = mergedEnvironment(environment);
    const auto argument_pointers = pointersTo(arguments);
    const auto variable_pointers = pointersTo(variables);
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    const auto parent = ::getpid();
    id_ = ::fork();
    if (id_ == 0)
        becomeProgram(argument_pointers.data(), variable_pointers.data(), pipe[1], parent);
    ::close(pipe[1]);
    if (id_ < 0) {
        ::close(pipe[0]);
        throw std::runtime_error("cannot start " + command.front());
    }
    reader_ = std::jthread([this, descriptor = pipe[0]] { read(descriptor); });
}

ChildProcess::~ChildProcess() {
    signal(SIGKILL);
    wait();
}

std::string ChildProcess::waitForLine(std::string_view text, std::chrono::seconds patience) {
    std::unique_lock lock(mutex_);
    std::optional<std::string> line;
    const bool settled = written_.wait_for(lock, patience, [&] {
        line = lineWith(output_, text);
        return line.has_value() || closed_;
    });
    if (line) return *line;
    throw std::runtime_error((settled ? "ended" : "wrote nothing more") +
                             std::string(" without '") + std::string(text) + "': " + output_);
}

std::string ChildProcess::output() const {
    const std::lock_guard lock(mutex_);
    return output_;
}

void ChildProcess::signal(int number) {
    if (!ended_) ::kill(id_, number);
}

int ChildProcess::wait() {
    if (ended_) return status_;
    int status = 0;
    while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {
    }
    ended_ = true;
    status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    // What it wrote last may still be on its way; a process that it left behind may hold the pipe.
    constexpr std::chrono::seconds kRest{5};
    std::unique_lock lock(mutex_);
    written_.wait_for(lock, kRest, [this] { return closed_; });
    return status_;
}

void ChildProcess::read(int descriptor) {
    std::array<char, 4096> buffer{};
    for (;;) {
        const auto size = ::read(descriptor, buffer.data(), buffer.size());
        if (size < 0 && errno == EINTR) continue;
        const std::lock_guard lock(mutex_);
        if (size > 0) output_.append(buffer.data(), static_cast<std::size_t>(size));
        closed_ = size <= 0;
        written_.notify_all();
        if (closed_) break;
    }
    ::close(descriptor);
}

unsigned short findFreePort() {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    const bool bound =
        ::bind(socket, generic, size) == 0 && ::getsockname(socket, generic, &size) == 0;
    ::close(socket);
    if (!bound) throw std::runtime_error("no free port");
    return ntohs(address.sin_port);
}

}  // namespace concordat::testing_support
