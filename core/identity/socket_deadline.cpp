#include "core/identity/socket_deadline.hpp"

#include <Poco/Net/StreamSocket.h>
#include <sys/socket.h>
#include <unistd.h>

namespace concordat::identity {

SocketDeadline::SocketDeadline(const Poco::Net::StreamSocket& socket,
                               std::chrono::milliseconds limit)
    : descriptor_(::dup(socket.impl()->sockfd())), thread_([this, limit] { wait(limit); }) {}

SocketDeadline::~SocketDeadline() {
    {
        const std::lock_guard lock(mutex_);
        done_ = true;
    }
    over_.notify_one();
    thread_.join();
    if (descriptor_ >= 0) ::close(descriptor_);
}

bool SocketDeadline::hasPassed() {
    const std::lock_guard lock(mutex_);
    return passed_;
}

void SocketDeadline::wait(std::chrono::milliseconds limit) {
    std::unique_lock lock(mutex_);
    if (over_.wait_for(lock, limit, [this] { return done_; })) return;
    passed_ = true;
    ::shutdown(descriptor_, SHUT_RDWR);
}

}  // namespace concordat::identity
