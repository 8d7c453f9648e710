#pragma once

#include <Poco/Net/Context.h>
#include <Poco/Net/StreamSocket.h>
#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

namespace concordat::http {

/// One accepted socket, plain or TLS, that never blocks. Poco's exceptions end here. Private to the
/// server: the only header that shows Poco's sockets. Used by one thread at a time; moves from the
/// listener to its event thread.
class Stream {
public:
    /// How a call ended; see also Outcome::bytes, which may be more than 0 with each of the first
    /// two.
    enum class Status {
        Done,        ///< `bytes` were taken or given
        WouldBlock,  ///< nothing more than `bytes` now; wait for the descriptor
        Ended        ///< the peer has closed, or the connection is broken
    };
    /// What a call came to, and how many bytes it moved.
    struct Outcome {
        Status status;
        std::size_t bytes = 0;
    };

    /// Takes over an accepted plain socket, makes it non-blocking and puts TLS on top unless `tls`
    /// is null. The handshake is done by the first calls of `receive`.
    /// @throws Poco::Exception when the socket is already broken.
    Stream(const Poco::Net::StreamSocket& accepted, const Poco::Net::Context::Ptr& tls);

    /// Receives what there is, at most `room`, which is not empty. With TLS this also continues the
    /// handshake.
    [[nodiscard]] Outcome receive(std::span<char> room) noexcept;

    /// Sends what fits; may be less than `bytes`, with either status. After WouldBlock with TLS the
    /// next call must begin with the same bytes.
    [[nodiscard]] Outcome send(std::string_view bytes) noexcept;

    /// Tells the peer that nothing more will come; receiving stays possible.
    void finishSending() noexcept;

    /// Closes the descriptor; with TLS it says goodbye first, if that does not block.
    void close() noexcept;

    /// For epoll; closed by close() and not before.
    [[nodiscard]] int descriptor() const noexcept { return descriptor_; }
    /// Whether TLS is on top.
    [[nodiscard]] bool secure() const noexcept { return secure_; }

private:
    /// By pointer, so that a stream that moves to another thread leaves nothing behind: Poco's own
    /// copies share.
    std::unique_ptr<Poco::Net::StreamSocket> socket_;
    // The socket's own; kept, because asking Poco for it costs more.
    int descriptor_;
    bool secure_;
};

}  // namespace concordat::http
