#pragma once

#include <cstddef>
#include <iosfwd>

#include "tests/support/global_cloud_server.hpp"

namespace concordat::durability {

// Under sanitizers a restart costs seconds, and what they look for does not need many.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr unsigned kKillRounds = 5;
#else
inline constexpr unsigned kKillRounds = 25;
#endif

/// What the rounds have seen.
struct KillFigures {
    unsigned rounds = 0;
    std::size_t acknowledged = 0;       ///< writes, every one looked up after the kill
    std::size_t unanswered = 0;         ///< writes in flight when the server was killed
    std::size_t already_done = 0;       ///< of those, the ones that had taken effect
    std::size_t customers_checked = 0;  ///< accounts compared with their record
};

/// One line for whoever runs the test.
std::ostream& operator<<(std::ostream& out, const KillFigures& figures);

/// Kills a server under clients that write, starts it again and compares what it knows with what
/// they know, again and again; `seed` decides when. The server must not run yet and has sandbox
/// data only.
/// @throws std::runtime_error saying what was lost, partial, done twice or not recorded
[[nodiscard]] KillFigures killAgainAndAgain(testing_support::GlobalCloudServer& server,
                                            unsigned rounds, unsigned seed);

}  // namespace concordat::durability
