#pragma once

#include <gtest/gtest.h>

#include "core/http/server.hpp"
#include "tests/http/raw_client.hpp"
#include "tests/http/test_service.hpp"

namespace concordat::http::testing {

/// A server on a port of its own with few threads, started by the test when its options are set.
class ServerTest : public ::testing::Test {
protected:
    ServerTest() {
        options_.event_threads = 2;
        options_.workers = 4;
    }
    ~ServerTest() override { service_.openGate(); }

    void start() {
        server_ = std::make_unique<Server>(options_, service_);
        server_->start();
    }

    RawClient connect() { return RawClient(server_->port()); }

    ServerOptions options_;
    TestService service_;
    std::unique_ptr<Server> server_;
};

/// A request with nothing but what it needs.
inline std::string get(const std::string& path) {
    return "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n";
}

/// A request with a body.
inline std::string post(const std::string& path, const std::string& body) {
    return "POST " + path +
           " HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
           body;
}

}  // namespace concordat::http::testing
