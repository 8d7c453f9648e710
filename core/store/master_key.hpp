#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>

namespace concordat::store {

/// A key of 256 bits that is wiped when it goes. Move only: no copy is left behind. A moved-from
/// one is zeros. Not thread-safe, but a const one may be read by many.
class Key {
public:
    static constexpr std::size_t kSize = 32;

    Key() = default;
    ~Key();
    Key(Key&& other) noexcept;
    Key& operator=(Key&& other) noexcept;

    /// To be filled by who makes a key.
    [[nodiscard]] std::span<std::uint8_t, kSize> bytes() { return bytes_; }
    /// To be given to OpenSSL, and copied nowhere else.
    [[nodiscard]] std::span<const std::uint8_t, kSize> bytes() const { return bytes_; }

private:
    std::array<std::uint8_t, kSize> bytes_{};
};

/// A new key from OpenSSL's generator. @throws Error Internal
[[nodiscard]] Key makeKey();

/// Reads a cloud's master key: a file of 64 hexadecimal digits in either case, perhaps with a line
/// end, that only its owner may read. Called at start and by operators' commands.
/// @throws FatalError STORE-MASTER-KEY when it is missing, readable by others, or not a key
[[nodiscard]] Key readMasterKey(const std::string& path);

/// Why `readMasterKey` would refuse `path`, in words that follow its name; empty when it would not.
/// Never shows what is in the file.
[[nodiscard]] std::string masterKeyProblem(const std::string& path);

/// Makes a master key and writes it to a new file with mode 0600, synced: the file is there whole
/// or not at all. An existing file is never touched: a key that is lost loses the data. @throws
/// FatalError STORE-MASTER-KEY; an attempt that was cut off may leave a file beside it, named after
/// it, which is in nobody's way
void createMasterKey(const std::string& path);

}  // namespace concordat::store
