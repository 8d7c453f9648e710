#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace concordat {

/// A point in time, UTC, in whole microseconds: what stores keep (BIGINT) and replies print. The
/// same type as rules::Instant, which plugins see.
using Instant = std::chrono::time_point<std::chrono::system_clock, std::chrono::microseconds>;

/// Where the time comes from; tests give their own, and so do use cases that must take one time for
/// all they write. Called from every thread.
class Clock {
public:
    virtual ~Clock() = default;

    /// The time now. May go back when an operator sets the machine's clock; callers that need order
    /// must check.
    [[nodiscard]] virtual Instant now() const = 0;
};

/// The machine's clock.
class SystemClock final : public Clock {
public:
    /// UTC, cut to whole microseconds.
    [[nodiscard]] Instant now() const override;
};

/// The length of every text that `writeInstant` writes: 2026-11-22T10:20:30.123456Z.
inline constexpr std::size_t kInstantTextSize = 27;

/// Writes `instant` as ISO 8601 in UTC with a Z and six digits of fraction; returns the number of
/// characters, always kInstantTextSize. No terminator. For the years 0 to 9999, which is what
/// parseInstant lets in.
std::size_t writeInstant(Instant instant, char* out) noexcept;

/// The same as a string.
[[nodiscard]] std::string toString(Instant instant);

/// Reads ISO 8601 (date, or date and time with optional fraction, Z or offset; without one it is
/// UTC) and the form of existing clients' audit queries, MM/dd/yyyy HH:mm:ss, which is UTC too. Of
/// a fraction six digits count and nine are accepted, since existing clients send seven. A second
/// 60 becomes the next minute. Anything else, and dates that no calendar has, is nothing.
[[nodiscard]] std::optional<Instant> parseInstant(std::string_view text) noexcept;

/// Microseconds since 1970, the form that stores keep.
[[nodiscard]] inline std::int64_t toMicroseconds(Instant instant) {
    return instant.time_since_epoch().count();
}

/// The inverse of `toMicroseconds`.
[[nodiscard]] inline Instant fromMicroseconds(std::int64_t microseconds) {
    return Instant(std::chrono::microseconds(microseconds));
}

}  // namespace concordat
