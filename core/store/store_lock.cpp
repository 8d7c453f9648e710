#include "core/store/store_lock.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/base/error.hpp"

namespace concordat::store {
namespace {

constexpr mode_t kOwnerOnly = 0600;
constexpr std::size_t kLongestPid = 20;

std::string readOwner(int descriptor) {
    std::array<char, kLongestPid> text{};
    const auto size = ::pread(descriptor, text.data(), text.size(), 0);
    return size > 0 ? std::string(text.data(), static_cast<std::size_t>(size)) : "unknown";
}

}  // namespace

StoreLock::StoreLock(const std::string& path) {
    const auto file = path + ".lock";
    descriptor_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kOwnerOnly);
    if (descriptor_ < 0)
        throw FatalError("STORE-LOCKED", "cannot open " + file + ": " + strerror(errno));
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
        const auto owner = readOwner(descriptor_);
        ::close(descriptor_);
        throw FatalError("STORE-LOCKED", "process " + owner + " serves from the store " + path +
                                             ": stop it first, or give this one another store");
    }
    const auto pid = std::to_string(::getpid());
    if (::ftruncate(descriptor_, 0) != 0 ||
        ::pwrite(descriptor_, pid.data(), pid.size(), 0) != static_cast<ssize_t>(pid.size())) {
        ::close(descriptor_);
        throw FatalError("STORE-LOCKED", "cannot write " + file + ": " + strerror(errno));
    }
}

StoreLock::~StoreLock() {
    ::close(descriptor_);  // the file stays: removing it would race with another process's lock
}

}  // namespace concordat::store
