#pragma once

#include <array>
#include <ctime>
#include <string_view>

namespace concordat::http {

/// The Date line of replies, written anew only when the second changes. One per thread. The clock
/// is the system's coarse one: some milliseconds old, and cheap enough for every reply.
class DateHeader {
public:
    /// "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n" for now; valid until the next call.
    [[nodiscard]] std::string_view line() noexcept;

    /// The same for a given second since 1970, which is not cached.
    [[nodiscard]] std::string_view lineFor(std::time_t second) noexcept;

private:
    // The line, its end included.
    std::array<char, 40> text_{};
    // That the line was written for.
    std::time_t second_ = -1;
    std::size_t size_ = 0;
};

}  // namespace concordat::http
