#pragma once

#include <array>
#include <chrono>
#include <cstddef>

namespace concordat::http {

/// A point in time of the clock that never goes back.
using TimePoint = std::chrono::steady_clock::time_point;

/// What a connection waits for, each with a time limit of its own.
enum class Wait : std::uint8_t {
    Nothing,    ///< it is being worked on
    Handshake,  ///< TLS, before the first request
    Idle,       ///< for the next request
    Head,       ///< for the rest of a head
    Body,       ///< for the rest of a body
    Send,       ///< for the client to take a reply
    Linger      ///< for the client to see the last reply before the connection closes
};

/// The number of values of `Wait`.
inline constexpr std::size_t kWaits = 7;

/// What a connection carries to be in the lists of `Deadlines`. In one list at most; must be
/// cleared before it goes.
struct DeadlineEntry {
    DeadlineEntry* previous = nullptr;
    DeadlineEntry* next = nullptr;
    TimePoint due;
    Wait wait = Wait::Nothing;
};

/// Who must be given up when. One list for each `Wait`: since a wait has the same length for all,
/// each list is in order of time by itself, and setting, clearing and looking take the same time
/// for ten connections as for ten thousand. Owned by one event thread and used by it alone. Entries
/// are not owned.
class Deadlines {
public:
    /// How long each wait may last; indexed by `Wait`.
    using Durations = std::array<std::chrono::milliseconds, kWaits>;

    /// `durations` are copied.
    explicit Deadlines(const Durations& durations);

    /// Lets `entry` wait from `now` on; replaces what it waited for. `now` must not go back between
    /// calls, or the lists lose their order.
    void set(DeadlineEntry& entry, Wait wait, TimePoint now) noexcept;

    /// Lets `entry` wait for nothing.
    void clear(DeadlineEntry& entry) noexcept;

    /// One entry whose time is over, or nullptr; it stays until it is set or cleared, so a caller
    /// that does neither gets it again for ever.
    [[nodiscard]] DeadlineEntry* firstDue(TimePoint now) noexcept;

private:
    Durations durations_;
    // Rings, one for each wait; a head is no entry.
    std::array<DeadlineEntry, kWaits> heads_;
};

}  // namespace concordat::http
