#include "core/http/chunk_scanner.hpp"

#include "core/http/character_sets.hpp"

namespace concordat::http {

void ChunkScanner::start(bool first) noexcept {
    *this = ChunkScanner();
    state_ = first ? State::FirstDigit : State::DataCr;
}

ChunkScanner::State ChunkScanner::afterDigit(char c) noexcept {
    if (!isIn(c, kHexDigit) || ++digits_ > kMaxDigits) return State::Malformed;
    // The last chunk may be written 000.
    if (c != '0') zero_ = false;
    return State::Digits;
}

ChunkScanner::State ChunkScanner::after(char c) noexcept {
    switch (state_) {
        case State::DataCr:
            return c == '\r' ? State::DataLf : State::Malformed;
        case State::DataLf:
            return c == '\n' ? State::FirstDigit : State::Malformed;
        case State::FirstDigit:
            return afterDigit(c);
        case State::Digits:
            // No blank before the line's end or an extension, which lenient readers allow.
            if (c == '\r') return State::SizeLf;
            return c == ';' ? State::Extension : afterDigit(c);
        case State::Extension:
            if (c == '\r') return State::SizeLf;
            if (++extension_ > kMaxExtension || !isIn(c, kTextCharacter)) return State::Malformed;
            return State::Extension;
        case State::SizeLf:
            if (c != '\n') return State::Malformed;
            return zero_ ? State::Trailers : State::Done;
        case State::Trailers:
        case State::Done:
        case State::Malformed:
            break;
    }
    return State::Malformed;
}

ChunkScanner::Result ChunkScanner::scanTrailers(std::string_view bytes,
                                                std::size_t trailer_bytes) noexcept {
    const std::size_t before = trailers_.size();
    // Cut to the bound, so that it is found at the same byte however the bytes came.
    const auto result = trailers_.scan(bytes.substr(0, trailer_bytes - before));
    size_ += trailers_.size() - before;
    if (result == HeadScanner::Result::Malformed) return Result::Malformed;
    if (result == HeadScanner::Result::Complete) return Result::Complete;
    return trailers_.size() >= trailer_bytes ? Result::TooLong : Result::NeedMore;
}

ChunkScanner::Result ChunkScanner::scan(std::string_view bytes,
                                        std::size_t trailer_bytes) noexcept {
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        if (state_ == State::Trailers) return scanTrailers(bytes.substr(at), trailer_bytes);
        state_ = after(bytes[at]);
        if (state_ == State::Malformed) return Result::Malformed;
        ++size_;
        if (state_ == State::Done) return Result::Complete;
        if (state_ == State::Trailers) trailers_.startTrailers();
    }
    return Result::NeedMore;
}

}  // namespace concordat::http
