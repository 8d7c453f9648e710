#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/http/service.hpp"

namespace concordat::runtime {

/// Networks that addresses are looked up in. Immutable; used from any thread.
class NetworkList {
public:
    /// Takes addresses and networks such as "127.0.0.1", "10.0.0.0/8" or "fd00::/64"; texts that
    /// are neither are left out, since settings are checked before.
    explicit NetworkList(const std::vector<std::string>& networks);

    /// Whether an address is in one of them. An IPv4 address in IPv6 form counts as IPv4.
    [[nodiscard]] bool contains(std::string_view address) const;

private:
    // IPv4 is kept in its IPv6 form, so that one comparison serves both.
    using Address = std::array<std::uint8_t, 16>;
    // An address of which the first `bits` count.
    struct Network {
        Address address{};
        unsigned bits = 0;
    };

    static bool parse(std::string_view text, Address& out);

    std::vector<Network> networks_;
};

/// Stands before a cloud's API when its settings name the proxies that callers come through:
/// whoever goes round them is answered 403, whatever else the request is, health included. Goes by
/// the address of the connection and by no header. Called as any Service; `inner` is not owned and
/// outlives it.
class ProxyGate final : public http::Service {
public:
    /// `trusted_proxies` are addresses and networks, checked before.
    ProxyGate(http::Service& inner, const std::vector<std::string>& trusted_proxies)
        : inner_(inner), trusted_(trusted_proxies) {}

    void attach(Reactor& reactor) noexcept override { inner_.attach(reactor); }
    /// As `inner` says, also for those who will be refused.
    [[nodiscard]] http::Placement placementOf(const http::Request& head) noexcept override;
    /// No body is received from those who will be refused.
    [[nodiscard]] bool wantsBody(const http::Request& head) noexcept override;
    /// 403 without a body, or what `inner` replies. Those refused are in no access log.
    void serve(const http::Request& request, http::Reply& reply) noexcept override;
    /// As `inner` does.
    void refuse(int status, http::Reply& reply) noexcept override { inner_.refuse(status, reply); }

private:
    http::Service& inner_;
    NetworkList trusted_;
};

}  // namespace concordat::runtime
