#include "core/http/head_scanner.hpp"

#include "core/http/character_sets.hpp"

namespace concordat::http {

void HeadScanner::startHead() noexcept {
    *this = HeadScanner();
}

void HeadScanner::startTrailers() noexcept {
    *this = HeadScanner();
    state_ = State::LineStart;
}

HeadScanner::State HeadScanner::after(char c) const noexcept {
    switch (state_) {
        case State::Start:
            // One empty line before a request is what old clients send after a body (RFC 9112,
            // section 2.2).
            if (c == '\r' && leading_ == 0) return State::StartLf;
            return isIn(c, kTokenCharacter) ? State::FirstLine : State::Malformed;
        case State::StartLf:
            return c == '\n' ? State::Start : State::Malformed;
        case State::FirstLine:
        case State::Line:
            if (c == '\r') return State::LineLf;
            return isIn(c, kTextCharacter) ? state_ : State::Malformed;
        case State::LineLf:
            return c == '\n' ? State::LineStart : State::Malformed;
        // No blank here: a folded line would be read as part of the one before by some, and not by
        // others.
        case State::LineStart:
            if (c == '\r') return State::FinalLf;
            return isIn(c, kTokenCharacter) ? State::Name : State::Malformed;
        // No blank before the colon either: some strip it, and see a field that others do not.
        case State::Name:
            if (c == ':') return State::Line;
            return isIn(c, kTokenCharacter) ? State::Name : State::Malformed;
        case State::FinalLf:
        case State::Malformed:
            break;
    }
    return State::Malformed;
}

HeadScanner::Result HeadScanner::scan(std::string_view bytes) noexcept {
    const char* at = bytes.data();
    const char* const end = at + bytes.size();
    while (at != end) {
        if (state_ == State::FinalLf) {
            if (*at != '\n') state_ = State::Malformed;
            size_ += static_cast<std::size_t>(at + 1 - bytes.data());
            return state_ == State::Malformed ? Result::Malformed : Result::Complete;
        }
        if (state_ == State::Line || state_ == State::FirstLine) {
            // Most bytes of a head are here: the values of its fields.
            while (at != end && isIn(*at, kTextCharacter)) ++at;
            if (at == end) break;
        }
        const State next = after(*at);
        if (next == State::Malformed) {
            state_ = next;
            return Result::Malformed;
        }
        if (state_ == State::StartLf) leading_ = 2;
        state_ = next;
        ++at;
    }
    size_ += bytes.size();
    return Result::NeedMore;
}

}  // namespace concordat::http
