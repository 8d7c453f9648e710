#pragma once

#include <csignal>

namespace concordat::runtime {

/// What an operator may ask a running process for.
enum class Request { Stop, Reload };

/// The signals SIGINT, SIGTERM (stop) and SIGHUP (read the settings and open log files again),
/// taken from every thread and handed to the one that waits. Made before any other thread, so that
/// all inherit the mask. The signals stay blocked when it is gone.
class StopSignals {
public:
    /// Blocks the signals in this thread and those that it will start; ignores SIGPIPE.
    StopSignals();

    /// Waits until a signal arrives, for ever if none does. One that came since the construction is
    /// not lost.
    [[nodiscard]] Request wait() const;

private:
    sigset_t signals_{};
};

}  // namespace concordat::runtime
