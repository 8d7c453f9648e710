#include "plugins/host/plugin_file.hpp"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <memory>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <vector>

#include "core/base/error.hpp"

namespace concordat::host {

namespace {

constexpr std::size_t kHashBlock = 65'536;

std::string hex(const unsigned char* bytes, std::size_t size) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (std::size_t i = 0; i < size; ++i) {
        out += digits[bytes[i] >> 4U];
        out += digits[bytes[i] & 15U];
    }
    return out;
}

}  // namespace

PluginFile::PluginFile(std::filesystem::path path) : path_(std::move(path)) {
    // O_NONBLOCK: a FIFO in the plugin's place must not stop the start for ever.
    descriptor_ = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    // Kept, because fstat would overwrite it.
    const int reason = errno;
    struct stat status {};
    if (descriptor_ >= 0 && ::fstat(descriptor_, &status) == 0 && S_ISREG(status.st_mode)) {
        size_ = static_cast<std::uint64_t>(status.st_size);
        return;
    }
    const auto why =
        descriptor_ < 0 ? std::generic_category().message(reason) : "it is not a regular file";
    if (descriptor_ >= 0) ::close(descriptor_);
    throw FatalError("PLUGIN-MISSING", "The plugin '" + path_.string() +
                                           "' cannot be read: " + why +
                                           ". Correct the cloud's plugin path in the settings or "
                                           "install the plugin there.");
}

PluginFile::~PluginFile() {
    if (!keep_) ::close(descriptor_);
}

// pread: the offset belongs to the call, and the descriptor to the loader as well.
bool PluginFile::read(std::uint64_t offset, void* out, std::size_t size) const {
    if (offset > size_ || size > size_ - offset) return false;
    auto* place = static_cast<char*>(out);
    while (size > 0) {
        const auto got = ::pread(descriptor_, place, size, static_cast<off_t>(offset));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        place += got;
        offset += static_cast<std::uint64_t>(got);
        size -= static_cast<std::size_t>(got);
    }
    return true;
}

std::string PluginFile::sha256() const {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                          EVP_MD_CTX_free);
    bool good = context && EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1;
    std::vector<char> block(kHashBlock);
    for (std::uint64_t offset = 0; good && offset < size_; offset += block.size()) {
        const auto size = std::min<std::uint64_t>(block.size(), size_ - offset);
        good = read(offset, block.data(), size) &&
               EVP_DigestUpdate(context.get(), block.data(), size) == 1;
    }
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    // A file that shrank while it was read: somebody is installing.
    if (!good || EVP_DigestFinal_ex(context.get(), digest.data(), &length) != 1)
        throw FatalError("PLUGIN-MISSING", "The plugin '" + path_.string() +
                                               "' changed or could not be read while it was "
                                               "checked. Start again once it is installed.");
    return hex(digest.data(), length);
}

std::filesystem::path PluginFile::loadName() const {
    return "/proc/self/fd/" + std::to_string(descriptor_);
}

}  // namespace concordat::host
