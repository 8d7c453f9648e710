#pragma once

#include <arpa/inet.h>
#include <array>
#include <cstdint>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace concordat::http::testing {

/// A client that sends exactly the bytes it is told, and understands just enough to tell replies
/// apart.
class RawClient {
public:
    struct Reply {
        int status = 0;
        std::string head;
        std::string body;

        [[nodiscard]] bool has(std::string_view line) const {
            return head.find(line) != std::string::npos;
        }
    };

    explicit RawClient(std::uint16_t port)
        : descriptor_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const timeval patience{30, 0};
        const int one = 1;
        ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        ::setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        // The one cast that the socket interface asks for.
        if (::connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address) !=
            0) {
            ::close(descriptor_);
            throw std::runtime_error("cannot connect");
        }
    }
    RawClient(RawClient&& other) noexcept
        : descriptor_(std::exchange(other.descriptor_, -1)), buffer_(std::move(other.buffer_)) {}
    RawClient& operator=(RawClient&&) = delete;
    ~RawClient() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }

    [[nodiscard]] int descriptor() const { return descriptor_; }

    /// False when the server has closed.
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent < 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    void sendByteByByte(std::string_view bytes) {
        for (const char c : bytes) send({&c, 1});
    }

    void finishSending() { ::shutdown(descriptor_, SHUT_WR); }

    /// The next reply; status 0 when the connection ends before it is whole.
    Reply receive(bool head_only = false) {
        Reply reply;
        std::size_t end = 0;
        while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
            if (!more()) return {};
        }
        reply.head = buffer_.substr(0, end + 4);
        buffer_.erase(0, end + 4);
        if (!head_only && reply.has("Transfer-Encoding: chunked")) {
            if (!receiveChunks(reply.body)) return {};
        } else {
            const auto length = head_only ? 0 : lengthIn(reply.head);
            if (!receiveAtLeast(length)) return {};
            reply.body = takeFront(length);
        }
        reply.status = std::stoi(reply.head.substr(9, 3));
        return reply;
    }

    /// All that comes until the server closes.
    std::string receiveToEnd() {
        while (more()) {
        }
        return std::exchange(buffer_, {});
    }

    Reply ask(std::string_view request) {
        send(request);
        return receive();
    }

    /// Whether the server closes and nothing more comes before.
    bool isClosedByServer() { return buffer_.empty() && !more() && buffer_.empty(); }

    /// Whether something (or the end) can be received within that time.
    [[nodiscard]] bool isReadable(int milliseconds) const {
        pollfd wait{descriptor_, POLLIN, 0};
        return ::poll(&wait, 1, milliseconds) > 0;
    }

private:
    int descriptor_;
    std::string buffer_;

    static std::size_t lengthIn(const std::string& head) {
        const auto at = head.find("Content-Length: ");
        return at == std::string::npos ? 0 : std::stoul(head.substr(at + 16));
    }

    bool receiveAtLeast(std::size_t size) {
        while (buffer_.size() < size) {
            if (!more()) return false;
        }
        return true;
    }

    std::string takeFront(std::size_t size) {
        auto front = buffer_.substr(0, size);
        buffer_.erase(0, size);
        return front;
    }

    /// False when the connection ends before the last chunk.
    bool receiveChunks(std::string& body) {
        for (;;) {
            std::size_t end = 0;
            while ((end = buffer_.find("\r\n")) == std::string::npos) {
                if (!more()) return false;
            }
            const auto size = std::stoul(takeFront(end + 2), nullptr, 16);
            if (!receiveAtLeast(size + 2)) return false;
            body += takeFront(size);
            takeFront(2);
            if (size == 0) return true;
        }
    }

    bool more() {
        std::array<char, 65536> chunk;
        const auto count = ::recv(descriptor_, chunk.data(), chunk.size(), 0);
        if (count <= 0) return false;
        buffer_.append(chunk.data(), static_cast<std::size_t>(count));
        return true;
    }
};

}  // namespace concordat::http::testing
