#include "core/http/input_buffer.hpp"

#include <algorithm>
#include <cstring>

namespace concordat::http {

std::span<char> InputBuffer::space(std::size_t size) {
    if (capacity_ - end_ < size) {
        const std::size_t used = end_ - begin_;
        if (capacity_ - used < size) {
            // Doubled, so that a body that arrives in pieces is copied a few times and not once a
            // piece.
            const std::size_t grown = std::max(used + size, capacity_ * 2);
            auto memory = std::make_unique_for_overwrite<char[]>(grown);
            if (used != 0) std::memcpy(memory.get(), memory_.get() + begin_, used);
            memory_ = std::move(memory);
            capacity_ = grown;
        } else {
            // There is room at the front, which earlier requests have left.
            std::memmove(memory_.get(), memory_.get() + begin_, used);
        }
        begin_ = 0;
        end_ = used;
    }
    return {memory_.get() + end_, capacity_ - end_};
}

void InputBuffer::erase(std::size_t offset, std::size_t size) noexcept {
    if (offset == 0) {
        begin_ += size;
    } else {
        char* const hole = memory_.get() + begin_ + offset;
        std::memmove(hole, hole + size, end_ - begin_ - offset - size);
        end_ -= size;
    }
    // Empty: the next request begins at the front, without moving anything.
    if (begin_ == end_) begin_ = end_ = 0;
}

void InputBuffer::clear(std::size_t kept) noexcept {
    begin_ = end_ = 0;
    if (capacity_ <= kept) return;
    memory_.reset();
    capacity_ = 0;
}

}  // namespace concordat::http
