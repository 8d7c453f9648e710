#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>

namespace concordat::store {

/// A key of 256 bits that is wiped when it goes. Move only: no copy is left behind.
class Key {
public:
    static constexpr std::size_t kSize = 32;

    Key() = default;
    ~Key();
    Key(Key&& other) noexcept;
    Key& operator=(Key&& other) noexcept;

    [[nodiscard]] std::span<std::uint8_t, kSize> bytes() { return bytes_; }
    [[nodiscard]] std::span<const std::uint8_t, kSize> bytes() const { return bytes_; }

private:
    std::array<std::uint8_t, kSize> bytes_{};
};

/// A new key from OpenSSL's generator. @throws Error Internal
[[nodiscard]] Key makeKey();

/// Reads a cloud's master key: a file of 64 hexadecimal digits that only its owner may read.
/// @throws FatalError STORE-MASTER-KEY when it is missing, readable by others, or not a key
[[nodiscard]] Key readMasterKey(const std::string& path);

/// Makes a master key and writes it to a new file with mode 0600. An existing file is never
/// touched. @throws FatalError STORE-MASTER-KEY
void createMasterKey(const std::string& path);

}  // namespace concordat::store
