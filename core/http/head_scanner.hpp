#pragma once

#include <cstddef>
#include <string_view>

namespace concordat::http {

/// Finds the end of a head (request line and fields, or the trailers of a chunked body) in bytes
/// that arrive in any portions, and refuses what lenient parsers let through: bare LF, lone CR, NUL
/// and other control characters, folded lines, a blank before the colon, lines without a colon. It
/// sees each byte once, so a head that comes byte by byte costs no more than one that comes whole.
/// Says nothing of what the fields mean. One per reader; not thread-safe.
class HeadScanner {
public:
    /// What a scan came to.
    enum class Result {
        NeedMore,  ///< no end yet
        Complete,  ///< `size()` bytes are the head, the empty line included
        Malformed  ///< a byte that no head may hold; stays so
    };

    /// Begins a request's head: an empty line before the request line is skipped, once.
    void startHead() noexcept;

    /// Begins trailers: fields only, perhaps none.
    void startTrailers() noexcept;

    /// Continues with `bytes`, which begin where the last call ended; what follows the head is left
    /// alone. The caller bounds the size by what it passes in.
    [[nodiscard]] Result scan(std::string_view bytes) noexcept;

    /// Bytes seen since the start; after Complete, the length of the head.
    [[nodiscard]] std::size_t size() const noexcept { return size_; }

    /// Bytes of the empty line that stood before the request line: 0 or 2.
    [[nodiscard]] std::size_t leading() const noexcept { return leading_; }

private:
    // What the next byte may be. Line and FirstLine are where most bytes are.
    enum class State {
        Start,
        StartLf,
        FirstLine,
        Line,
        LineLf,
        LineStart,
        Name,
        FinalLf,
        Malformed
    };

    State state_ = State::Start;
    std::size_t size_ = 0;
    std::size_t leading_ = 0;

    [[nodiscard]] State after(char c) const noexcept;
};

}  // namespace concordat::http
