#include "core/runtime/proxy_gate.hpp"

#include <gtest/gtest.h>

namespace concordat::runtime {
namespace {

TEST(NetworkList, KnowsWhichAddressesAreInIt) {
    const NetworkList list({"127.0.0.1", "10.0.0.0/8", "192.0.2.128/25", "fd00::/64", "::1"});
    for (const auto* inside :
         {"127.0.0.1", "10.255.1.2", "192.0.2.200", "fd00::7", "::1", "::ffff:10.1.1.1"})
        EXPECT_TRUE(list.contains(inside)) << inside;
    for (const auto* outside : {"127.0.0.2", "11.0.0.1", "192.0.2.127", "fd00:0:0:1::7", "::2", "",
                                "proxy", "10.0.0.1:80"})
        EXPECT_FALSE(list.contains(outside)) << outside;
}

TEST(NetworkList, TakesTheWholeOfAFamily) {
    EXPECT_TRUE(NetworkList({"0.0.0.0/0"}).contains("203.0.113.9"));
    EXPECT_FALSE(NetworkList({"0.0.0.0/0"}).contains("2001:db8::1"));
    EXPECT_TRUE(NetworkList({"::/0"}).contains("2001:db8::1"));
    EXPECT_FALSE(NetworkList({}).contains("127.0.0.1"));
}

/// Answers 200 to everything.
class Open final : public http::Service {
public:
    http::Placement placementOf(const http::Request&) noexcept override {
        return http::Placement::Worker;
    }
    bool wantsBody(const http::Request&) noexcept override { return true; }
    void serve(const http::Request&, http::Reply& reply) noexcept override { reply.status = 200; }
    void refuse(int status, http::Reply& reply) noexcept override { reply.status = status; }
};

TEST(ProxyGate, LetsOnlyRequestsOfTrustedProxiesThrough) {
    Open open;
    ProxyGate gate(open, {"127.0.0.1"});
    http::Request request;
    http::Reply reply;
    request.peer = "127.0.0.1";
    gate.serve(request, reply);
    EXPECT_EQ(reply.status, 200);
    EXPECT_TRUE(gate.wantsBody(request));
    EXPECT_EQ(gate.placementOf(request), http::Placement::Worker);
    request.peer = "192.0.2.1";
    gate.serve(request, reply);
    EXPECT_EQ(reply.status, 403);
    EXPECT_FALSE(gate.wantsBody(request));
    gate.refuse(431, reply);
    EXPECT_EQ(reply.status, 431);
}

}  // namespace
}  // namespace concordat::runtime
