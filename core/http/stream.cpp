#include "core/http/stream.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/Net/StreamSocketImpl.h>
#include <cerrno>
#include <fcntl.h>
#include <sys/socket.h>

namespace concordat::http {

Stream::Stream(const Poco::Net::StreamSocket& accepted, const Poco::Net::Context::Ptr& tls)
    : socket_(std::make_unique<Poco::Net::StreamSocket>(accepted)),
      descriptor_(accepted.impl()->sockfd()),
      secure_(!tls.isNull()) {
    // A reply is sent whole; waiting to join it with the next one only makes it late.
    socket_->setNoDelay(true);
    ::fcntl(descriptor_, F_SETFD, FD_CLOEXEC);
    // Before TLS is put on top: Poco's TLS socket asks the plain one beneath it whether it blocks.
    socket_->setBlocking(false);
    if (secure_) *socket_ = Poco::Net::SecureStreamSocket::attach(*socket_, tls);
}

Stream::Outcome Stream::receive(std::span<char> room) noexcept try {
    const int count = socket_->receiveBytes(room.data(), static_cast<int>(room.size()));
    if (count > 0) return {Status::Done, static_cast<std::size_t>(count)};
    // Poco gives a negative count where a socket would block.
    return {count == 0 ? Status::Ended : Status::WouldBlock};
    // Reset, broken TLS, refused certificate: to its connection they are all the end.
} catch (const Poco::Exception&) {
    return {Status::Ended};
}

Stream::Outcome Stream::send(std::string_view bytes) noexcept try {
    const int count =
        socket_->sendBytes(bytes.data(), static_cast<int>(bytes.size()), MSG_NOSIGNAL);
    if (count <= 0) return {Status::WouldBlock};
    const auto sent = static_cast<std::size_t>(count);
    // A plain socket that took only a part is full; TLS takes a record at a time.
    return {sent < bytes.size() && !secure_ ? Status::WouldBlock : Status::Done, sent};
} catch (const Poco::Exception& error) {
    // Poco 1.11 reports a full plain socket as an error.
    return {error.code() == EAGAIN || error.code() == EWOULDBLOCK ? Status::WouldBlock
                                                                  : Status::Ended};
}

void Stream::finishSending() noexcept try {
    // With TLS this sends close_notify and then the end of the plain stream.
    if (secure_)
        socket_->shutdown();
    else
        socket_->shutdownSend();
} catch (const Poco::Exception&) {  // the peer was faster; nothing is left to tell it
}

void Stream::close() noexcept try { socket_->close(); } catch (const Poco::Exception&) {
    // A TLS connection that cannot say goodbye is closed all the same when the socket is destroyed.
}

}  // namespace concordat::http
