#include "core/runtime/proxy_gate.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <charconv>

namespace concordat::runtime {
namespace {

constexpr unsigned kBitsOfV6 = 128;
constexpr unsigned kBitsBeforeV4 = 96;
constexpr unsigned kBitsOfByte = 8;

}  // namespace

bool NetworkList::parse(std::string_view text, Address& out) {
    const std::string address(text);
    if (inet_pton(AF_INET6, address.c_str(), out.data()) == 1) return true;
    // An IPv4 address as IPv6 writes it: ::ffff:a.b.c.d.
    out = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    return inet_pton(AF_INET, address.c_str(), out.data() + kBitsBeforeV4 / kBitsOfByte) == 1;
}

NetworkList::NetworkList(const std::vector<std::string>& networks) {
    for (const std::string_view text : networks) {
        const auto slash = text.find('/');
        Network network{.address = {}, .bits = kBitsOfV6};
        // The settings' reader has refused it already.
        if (!parse(text.substr(0, slash), network.address)) continue;
        if (slash != std::string_view::npos) {
            std::from_chars(text.data() + slash + 1, text.data() + text.size(), network.bits);
            if (text.find(':') == std::string_view::npos) network.bits += kBitsBeforeV4;
        }
        networks_.push_back(network);
    }
}

bool NetworkList::contains(std::string_view address) const {
    Address candidate{};
    if (!parse(address, candidate)) return false;
    return std::any_of(networks_.begin(), networks_.end(), [&candidate](const Network& network) {
        const auto whole = network.bits / kBitsOfByte;
        if (!std::equal(candidate.begin(), candidate.begin() + whole, network.address.begin()))
            return false;
        const auto rest = network.bits % kBitsOfByte;
        // Also keeps /128 from looking beyond the last byte.
        if (rest == 0) return true;
        const auto mask = static_cast<std::uint8_t>(0xFFU << (kBitsOfByte - rest));
        return (candidate[whole] & mask) == (network.address[whole] & mask);
    });
}

// Where `inner` wants it: what is refused costs little on either thread.
http::Placement ProxyGate::placementOf(const http::Request& head) noexcept {
    return inner_.placementOf(head);
}

bool ProxyGate::wantsBody(const http::Request& head) noexcept {
    return trusted_.contains(head.peer) && inner_.wantsBody(head);
}

void ProxyGate::serve(const http::Request& request, http::Reply& reply) noexcept {
    if (trusted_.contains(request.peer)) return inner_.serve(request, reply);
    constexpr int kForbidden = 403;
    reply.status = kForbidden;
}

}  // namespace concordat::runtime
