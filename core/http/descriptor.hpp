#pragma once

#include <unistd.h>
#include <utility>

namespace concordat::http {

/// Owns a file descriptor of the system. Any thread; closing is its destructor's alone.
class Descriptor {
public:
    /// Takes over `value`; negative: owns nothing.
    explicit Descriptor(int value) noexcept : value_(value) {}
    /// Leaves `other` with nothing to close.
    Descriptor(Descriptor&& other) noexcept : value_(std::exchange(other.value_, -1)) {}
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor() {
        if (value_ >= 0) ::close(value_);
    }

    /// Stays this one's to close.
    [[nodiscard]] int get() const noexcept { return value_; }

private:
    int value_;
};

}  // namespace concordat::http
