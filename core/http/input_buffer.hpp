#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

namespace concordat::http {

/// The bytes that a connection has received and not used up yet. Grows when asked for space; its
/// memory is reused from request to request. `view` is valid until the next call that is not const.
/// Bounds nothing: RequestReader asks for no more than its limits allow. Not thread-safe.
class InputBuffer {
public:
    /// The received bytes, oldest first.
    [[nodiscard]] std::string_view view() const noexcept {
        return {memory_.get() + begin_, end_ - begin_};
    }

    /// Room for at least `size` further bytes (more if there is); to be filled and then told to
    /// `received`. May move what is there.
    [[nodiscard]] std::span<char> space(std::size_t size);

    /// Takes over the first `size` bytes of the last `space`.
    void received(std::size_t size) noexcept { end_ += size; }

    /// Removes `size` bytes that begin at `offset`. Cheap at the front; elsewhere what follows is
    /// moved.
    void erase(std::size_t offset, std::size_t size) noexcept;

    /// Forgets everything and gives memory back when it is more than `kept` bytes.
    void clear(std::size_t kept) noexcept;

private:
    std::unique_ptr<char[]> memory_;
    std::size_t capacity_ = 0;
    // What is between the two has been received and not used up.
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
};

}  // namespace concordat::http
