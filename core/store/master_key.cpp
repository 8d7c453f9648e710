#include "core/store/master_key.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <openssl/crypto.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/error.hpp"
#include "core/base/random.hpp"

namespace concordat::store {
namespace {

constexpr std::size_t kTextSize = Key::kSize * 2;
constexpr mode_t kOwnerOnly = 0600;
constexpr mode_t kOthers = 077;

[[noreturn]] void refuse(const std::string& path, const std::string& why) {
    throw FatalError("STORE-MASTER-KEY", "the master key " + path + " " + why);
}

/// A file descriptor that is closed at the end of the scope.
class File {
public:
    File(const std::string& path, int flags)
        : descriptor_(::open(path.c_str(), flags | O_CLOEXEC, kOwnerOnly)) {
        if (descriptor_ < 0) refuse(path, std::string("cannot be opened: ") + strerror(errno));
    }
    ~File() { ::close(descriptor_); }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    [[nodiscard]] int get() const { return descriptor_; }

private:
    int descriptor_;
};

/// Text of a key, wiped like the key.
struct KeyText {
    std::array<char, kTextSize + 2> characters{};
    ~KeyText() { OPENSSL_cleanse(characters.data(), characters.size()); }
};

int digitOf(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool parse(const KeyText& text, Key& key) {
    for (std::size_t i = 0; i < Key::kSize; ++i) {
        const int high = digitOf(text.characters[2 * i]);
        const int low = digitOf(text.characters[2 * i + 1]);
        if (high < 0 || low < 0) return false;
        key.bytes()[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return true;
}

}  // namespace

Key::~Key() {
    OPENSSL_cleanse(bytes_.data(), bytes_.size());
}

Key::Key(Key&& other) noexcept : bytes_(other.bytes_) {
    OPENSSL_cleanse(other.bytes_.data(), other.bytes_.size());
}

Key& Key::operator=(Key&& other) noexcept {
    if (this != &other) {
        bytes_ = other.bytes_;
        OPENSSL_cleanse(other.bytes_.data(), other.bytes_.size());
    }
    return *this;
}

Key makeKey() {
    Key key;
    fillRandom(key.bytes());
    return key;
}

Key readMasterKey(const std::string& path) {
    const File file(path, O_RDONLY);
    struct stat status {};
    if (::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode))
        refuse(path, "is not a regular file");
    if ((status.st_mode & kOthers) != 0)
        refuse(path, "can be read by others: give it mode 0600 and replace the key if others did");
    KeyText text;
    const auto size = ::read(file.get(), text.characters.data(), text.characters.size());
    const auto last =
        size == static_cast<ssize_t>(kTextSize + 1) ? text.characters[kTextSize] : '\n';
    Key key;
    if (size < static_cast<ssize_t>(kTextSize) || size > static_cast<ssize_t>(kTextSize + 1) ||
        last != '\n' || !parse(text, key))
        refuse(path, "does not consist of 64 hexadecimal digits");
    return key;
}

void createMasterKey(const std::string& path) {
    constexpr char kHex[] = "0123456789abcdef";
    const auto key = makeKey();
    KeyText text;
    for (std::size_t i = 0; i < Key::kSize; ++i) {
        text.characters[2 * i] = kHex[key.bytes()[i] >> 4U];
        text.characters[2 * i + 1] = kHex[key.bytes()[i] & 0x0FU];
    }
    text.characters[kTextSize] = '\n';
    const File file(path, O_WRONLY | O_CREAT | O_EXCL);
    const auto size = static_cast<ssize_t>(kTextSize + 1);
    if (::write(file.get(), text.characters.data(), kTextSize + 1) != size ||
        ::fsync(file.get()) != 0)
        refuse(path, std::string("cannot be written: ") + strerror(errno));
}

}  // namespace concordat::store
