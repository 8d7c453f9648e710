#include "core/store/child_process.hpp"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace concordat::store {
namespace {

constexpr int kNotStarted = 127;
constexpr std::size_t kPiece = 65'536;

/// The pointers that the system call wants; the texts must outlive them.
std::vector<char*> pointersTo(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    pointers.reserve(texts.size() + 1);
    for (auto& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

void readAll(int from, const std::function<void(std::string_view)>& output) {
    std::array<char, kPiece> piece{};
    for (;;) {
        const auto size = ::read(from, piece.data(), piece.size());
        if (size < 0 && errno == EINTR) continue;
        if (size <= 0) return;
        output({piece.data(), static_cast<std::size_t>(size)});
    }
}

int waitFor(pid_t child) {
    int status = 0;
    while (::waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return kNotStarted;
    return WIFEXITED(status) ? WEXITSTATUS(status) : kNotStarted;
}

}  // namespace

int runProgram(const std::vector<std::string>& command, const std::vector<std::string>& environment,
               const std::function<void(std::string_view)>& output) {
    auto arguments = command;
    std::vector<std::string> variables;
    for (char** variable = environ; *variable != nullptr; ++variable)
        variables.push_back(*variable);
    variables.insert(variables.begin(), environment.begin(), environment.end());
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0) return kNotStarted;
    posix_spawn_file_actions_t actions{};
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO);
    pid_t child = 0;
    const int result = ::posix_spawnp(&child, arguments.front().c_str(), &actions, nullptr,
                                      pointersTo(arguments).data(), pointersTo(variables).data());
    posix_spawn_file_actions_destroy(&actions);
    ::close(pipe[1]);
    if (result == 0) readAll(pipe[0], output);
    ::close(pipe[0]);
    return result == 0 ? waitFor(child) : kNotStarted;
}

}  // namespace concordat::store
