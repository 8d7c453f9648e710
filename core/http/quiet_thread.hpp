#pragma once

#include <csignal>
#include <thread>
#include <utility>

namespace concordat::http {

/// A thread that runs `function` with all signals blocked: signals to the process go to the thread
/// that waits for them, and a peer that has gone (SIGPIPE from TLS) is an error of its connection,
/// not the end of the process. The caller joins it. @throws std::system_error when there can be no
/// further thread; the caller's signals then stay blocked
template <typename Function>
[[nodiscard]] std::thread quietThread(Function function) {
    sigset_t all{};
    sigset_t before{};
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, &before);
    std::thread thread(std::move(function));  // inherits the mask
    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
    return thread;
}

}  // namespace concordat::http
