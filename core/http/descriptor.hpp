#pragma once

#include <unistd.h>
#include <utility>

namespace concordat::http {

/// Owns a file descriptor of the system.
class Descriptor {
public:
    explicit Descriptor(int value) noexcept : value_(value) {}
    Descriptor(Descriptor&& other) noexcept : value_(std::exchange(other.value_, -1)) {}
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor() {
        if (value_ >= 0) ::close(value_);
    }

    [[nodiscard]] int get() const noexcept { return value_; }

private:
    int value_;
};

}  // namespace concordat::http
