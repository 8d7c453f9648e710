#pragma once

#include <cstddef>
#include <string_view>

#include "core/http/head_scanner.hpp"

namespace concordat::http {

/// Finds the end of what stands between the data of two chunks: the line end after the data, the
/// line with the next size, and after the last chunk the trailers. It refuses at the first byte
/// that cannot be right, bounds size and extension, and makes the parser behind it see the same
/// portions however the bytes arrived. Not thread-safe.
class ChunkScanner {
public:
    /// What a scan came to.
    enum class Result {
        NeedMore,   ///< no end yet
        Complete,   ///< `size()` bytes can be parsed
        Malformed,  ///< a byte that may not stand there, a size or an extension beyond the bounds
        TooLong     ///< trailers beyond `trailer_bytes`
    };

    /// The longest extension of a chunk that is accepted (and ignored), in bytes. No client of the
    /// API sends one; without a bound it would be a place to hide bytes that no limit counts.
    static constexpr std::size_t kMaxExtension = 256;
    /// The most digits of a chunk's size, leading zeros included: 60 bits, which cannot overflow.
    static constexpr std::size_t kMaxDigits = 15;

    /// Begins before the first chunk (`first`), or after the data of one, whose line end is then
    /// expected.
    void start(bool first) noexcept;

    /// Continues with `bytes`, which begin where the last call ended; empty is allowed.
    /// `trailer_bytes` bounds the trailers. After anything but NeedMore it must be started again.
    [[nodiscard]] Result scan(std::string_view bytes, std::size_t trailer_bytes) noexcept;

    /// Bytes seen since the start; after Complete, the length of the portion.
    [[nodiscard]] std::size_t size() const noexcept { return size_; }

    /// After Complete: whether this was the last chunk, trailers included.
    [[nodiscard]] bool last() const noexcept { return zero_; }

private:
    // What the next byte is expected to be; Done and Malformed expect none.
    enum class State {
        DataCr,
        DataLf,
        FirstDigit,
        Digits,
        Extension,
        SizeLf,
        Trailers,
        Done,
        Malformed
    };

    State state_ = State::FirstDigit;
    // Trailers have the form of a head's fields.
    HeadScanner trailers_;
    std::size_t size_ = 0;
    std::size_t digits_ = 0;
    std::size_t extension_ = 0;
    // All digits of the size so far are 0.
    bool zero_ = true;

    [[nodiscard]] State after(char c) noexcept;
    [[nodiscard]] State afterDigit(char c) noexcept;
    [[nodiscard]] Result scanTrailers(std::string_view bytes, std::size_t trailer_bytes) noexcept;
};

}  // namespace concordat::http
