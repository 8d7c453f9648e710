#include "core/identity/signing_keys.hpp"

#include <cerrno>
#include <fcntl.h>
#include <mutex>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/log.hpp"
#include "core/base/uuid.hpp"

namespace concordat::identity {
namespace {

constexpr mode_t kOwnerOnly = 0600;
constexpr mode_t kOthers = 0077;
/// Two keys are below 5 KiB; a file that is cut here holds no whole key and is refused.
constexpr std::size_t kMaxFileSize = std::size_t{64} * 1024;
constexpr std::string_view kPemEnd = "-----END ";

[[noreturn]] void refuse(const std::filesystem::path& file, const std::string& why) {
    throw FatalError("IDENTITY-SIGNING-KEY-UNUSABLE",
                     "The authority's key file " + file.string() + " " + why);
}

/// Owns a file descriptor.
class Descriptor {
public:
    explicit Descriptor(int descriptor) : descriptor_(descriptor) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }

    [[nodiscard]] int get() const { return descriptor_; }
    [[nodiscard]] bool isOpen() const { return descriptor_ >= 0; }

private:
    int descriptor_;
};

/// The whole file, after its kind and mode were checked on the open descriptor.
std::string readTight(const std::filesystem::path& file) {
    // Kind and mode are asked of the descriptor and not of the name, which may come to mean another
    // file between the two.
    const Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    struct stat status {};
    if (!in.isOpen() || ::fstat(in.get(), &status) != 0) refuse(file, "cannot be read");
    if (!S_ISREG(status.st_mode)) refuse(file, "is no regular file");
    if ((status.st_mode & kOthers) != 0) refuse(file, "is open to others: set its mode to 0600");
    std::string text(kMaxFileSize, '\0');
    const auto size = ::read(in.get(), text.data(), text.size());
    if (size < 0) refuse(file, "cannot be read");
    text.resize(static_cast<std::size_t>(size));
    return text;
}

/// Synced before it gets its name: after a crash there is no file or a whole one.
bool writeAll(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const auto written = ::write(descriptor, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(descriptor) == 0;
}

/// A new name is kept by its folder; an error is of no use to anyone here.
void syncFolder(const std::filesystem::path& folder) {
    const Descriptor directory(::open(folder.c_str(), O_RDONLY | O_CLOEXEC | O_DIRECTORY));
    if (directory.isOpen()) ::fsync(directory.get());
}

std::filesystem::path folderOf(const std::filesystem::path& file) {
    return file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
}

/// Cuts the first PEM block off `text`; empty when there is none.
std::string takePem(std::string& text) {
    const auto end = text.find(kPemEnd);
    const auto line_end = end == std::string::npos ? end : text.find('\n', end);
    if (line_end == std::string::npos) return {};
    auto block = text.substr(0, line_end + 1);
    text.erase(0, line_end + 1);
    return block;
}

KeySet publicKeys(const SigningKey& current, const SigningKey* previous) {
    KeySet keys{{current.kid(), current.verificationKey()}};
    if (previous != nullptr) keys.emplace(previous->kid(), previous->verificationKey());
    return keys;
}

void logCreated(const SigningKey& key) {
    logEvent(Severity::Information, "IDENTITY-SIGNING-KEY-CREATED",
             "The built-in authority has a new signing key", {{"kid", key.kid()}});
}

}  // namespace

SigningKeys::SigningKeys(std::filesystem::path file) : file_(std::move(file)) {
    std::error_code error;
    if (!std::filesystem::exists(std::filesystem::symlink_status(file_, error))) {
        std::filesystem::create_directories(folderOf(file_), error);
        const Keys keys{SigningKey::generate(), nullptr};
        // Another process may have been faster: its keys then stay, and are the ones that are read
        // below.
        write(keys, false);
        logCreated(*keys.current);
    }
    keys_ = read();
}

std::shared_ptr<const SigningKey> SigningKeys::current() const {
    const std::shared_lock lock(mutex_);
    return keys_.current;
}

std::string SigningKeys::jwks() const {
    const std::shared_lock lock(mutex_);
    auto text = "{\"keys\":[" + keys_.current->jwk();
    if (keys_.previous) text.append(",").append(keys_.previous->jwk());
    return text + "]}";
}

void SigningKeys::rotate() {
    const Keys keys{SigningKey::generate(), current()};
    write(keys, true);
    adopt(keys);
    logCreated(*keys.current);
}

FoundKey SigningKeys::find(std::string_view kid, Instant) {
    const std::shared_lock lock(mutex_);
    if (keys_.current->kid() == kid) return {keys_.current->verificationKey()};
    if (keys_.previous && keys_.previous->kid() == kid) return {keys_.previous->verificationKey()};
    return {};
}

std::uint64_t SigningKeys::generation() const noexcept {
    return generation_.load(std::memory_order_acquire);
}

bool SigningKeys::refresh(Instant) try {
    adopt(read());
    return true;
} catch (const FatalError& error) {
    logEvent(Severity::Error, error.event(), error.what());
    return false;
} catch (const std::exception&) {
    return false;
}

SigningKeys::Keys SigningKeys::read() const {
    auto text = readTight(file_);
    Keys keys;
    keys.current = SigningKey::fromPem(takePem(text));
    if (!keys.current || !keys.current->canSign())
        refuse(file_, "holds no private RSA key of 2048 bits or more");
    if (!text.empty()) {
        keys.previous = SigningKey::fromPem(takePem(text));
        if (!keys.previous || !text.empty()) refuse(file_, "holds something else after its key");
    }
    return keys;
}

/// Writes a file of its own first, so that a crash leaves the old keys or the new ones. Without
/// `replace`, keys that another process wrote in the meantime stay.
void SigningKeys::write(const Keys& keys, bool replace) const {
    auto text = keys.current->privatePem();
    if (keys.previous) text += keys.previous->publicPem();
    const std::filesystem::path draft = file_.string() + "." + makeRandomUuid().toString();
    {
        const Descriptor out(
            ::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kOwnerOnly));
        if (!out.isOpen() || !writeAll(out.get(), text)) {
            ::unlink(draft.c_str());
            refuse(file_, "cannot be written");
        }
    }
    const int placed =
        replace ? ::rename(draft.c_str(), file_.c_str()) : ::link(draft.c_str(), file_.c_str());
    const int reason = errno;
    // A link leaves the draft's own name behind.
    if (placed != 0 || !replace) ::unlink(draft.c_str());
    if (placed != 0 && (replace || reason != EEXIST)) refuse(file_, "cannot be written");
    syncFolder(folderOf(file_));
}

void SigningKeys::adopt(Keys keys) {
    const std::unique_lock lock(mutex_);
    const bool kept = keepsAllKeys(publicKeys(*keys_.current, keys_.previous.get()),
                                   publicKeys(*keys.current, keys.previous.get()));
    keys_ = std::move(keys);
    if (!kept) generation_.fetch_add(1, std::memory_order_acq_rel);
}

}  // namespace concordat::identity
