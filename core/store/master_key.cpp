#include "core/store/master_key.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
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

/// A file descriptor that is closed at the end of the scope; not valid where there is none.
class File {
public:
    explicit File(int descriptor) : descriptor_(descriptor) {}
    ~File() {
        if (isOpen()) ::close(descriptor_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    [[nodiscard]] bool isOpen() const { return descriptor_ >= 0; }
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

/// Reads the key of a file; what is wrong with it, or an empty text.
std::string load(const std::string& path, Key& key) {
    const File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.isOpen()) return std::string("cannot be opened: ") + strerror(errno);
    struct stat status {};
    if (::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode))
        return "is not a regular file";
    if ((status.st_mode & kOthers) != 0)
        return "can be read by others: give it mode 0600 and replace the key if others did";
    KeyText text;
    const auto size = ::read(file.get(), text.characters.data(), text.characters.size());
    const auto last =
        size == static_cast<ssize_t>(kTextSize + 1) ? text.characters[kTextSize] : '\n';
    if (size < static_cast<ssize_t>(kTextSize) || size > static_cast<ssize_t>(kTextSize + 1) ||
        last != '\n' || !parse(text, key))
        return "does not consist of 64 hexadecimal digits, as 'openssl rand -hex 32' prints them";
    return {};
}

KeyText textOf(const Key& key) {
    constexpr char kHex[] = "0123456789abcdef";
    KeyText text;
    for (std::size_t i = 0; i < Key::kSize; ++i) {
        text.characters[2 * i] = kHex[key.bytes()[i] >> 4U];
        text.characters[2 * i + 1] = kHex[key.bytes()[i] & 0x0FU];
    }
    text.characters[kTextSize] = '\n';
    return text;
}

/// A file beside the one that is meant, gone at the end of the scope.
class Draft {
public:
    explicit Draft(const std::string& path)
        : name_(path + ".XXXXXX"), file_(::mkostemp(name_.data(), O_CLOEXEC)) {}
    ~Draft() {
        if (file_.isOpen()) ::unlink(name_.c_str());
    }
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;

    /// Writes `text` and lets it appear as `path`, where nothing may be; false with errno set.
    [[nodiscard]] bool publish(const KeyText& text, const std::string& path) const {
        constexpr auto kSize = static_cast<ssize_t>(kTextSize + 1);
        if (!file_.isOpen() || ::fchmod(file_.get(), kOwnerOnly) != 0) return false;
        errno = ENOSPC;  // what a short write means, which sets nothing
        return ::write(file_.get(), text.characters.data(), kTextSize + 1) == kSize &&
               ::fsync(file_.get()) == 0 && ::link(name_.c_str(), path.c_str()) == 0;
    }

private:
    std::string name_;
    File file_;
};

/// Makes a new name in `path`'s folder durable.
bool syncFolder(const std::string& path) {
    const auto folder = std::filesystem::path(path).parent_path();
    const File file(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_CLOEXEC));
    return file.isOpen() && ::fsync(file.get()) == 0;
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
    Key key;
    if (const auto problem = load(path, key); !problem.empty()) refuse(path, problem);
    return key;
}

std::string masterKeyProblem(const std::string& path) {
    Key key;
    return load(path, key);
}

void createMasterKey(const std::string& path) {
    const auto text = textOf(makeKey());
    if (!Draft(path).publish(text, path) || !syncFolder(path))
        refuse(path, std::string("cannot be written: ") + strerror(errno));
}

}  // namespace concordat::store
