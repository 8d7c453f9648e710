#include "core/runtime/stop_signals.hpp"

#include <initializer_list>
#include <pthread.h>

namespace concordat::runtime {

StopSignals::StopSignals() {
    sigemptyset(&signals_);
    for (const int number : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&signals_, number);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    // A client that goes away while TLS writes to it must not end the process.
    std::signal(SIGPIPE, SIG_IGN);
}

Request StopSignals::wait() const {
    int number = 0;
    // sigwait fails only for a set with signals that do not exist.
    while (sigwait(&signals_, &number) != 0) {
    }
    return number == SIGHUP ? Request::Reload : Request::Stop;
}

}  // namespace concordat::runtime
