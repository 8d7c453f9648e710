#include "core/api/authority_pages.hpp"

#include "core/base/log.hpp"

namespace concordat::api {
namespace {

constexpr int kTooLarge = 413;
constexpr int kInternal = 500;
constexpr std::string_view kJson = "application/json";

/// A refusal in the form of token endpoints (RFC 6749, section 5.2).
void refuse(http::Reply& reply, int status, std::string_view error) {
    reply.reset();
    reply.status = status;
    reply.addHeader("Content-Type", kJson);
    reply.body.append(R"({"error":")").append(error).append("\"}");
}

}  // namespace

void serveAuthority(identity::Authority& authority, const http::Request& request, Instant now,
                    http::Reply& reply) noexcept try {
    if (request.body_too_large) return refuse(reply, kTooLarge, "invalid_request");
    const auto answer =
        authority.serve({request.method_name, request.path, request.header("Content-Type"),
                         request.header("Authorization"), request.body},
                        now);
    reply.status = answer.status;
    reply.addHeader("Content-Type", kJson);
    for (const auto& [name, value] : answer.headers) reply.addHeader(name, value);
    reply.body = answer.body;
} catch (...) {
    logEvent(Severity::Error, "API-AUTHORITY-FAILED",
             "the built-in authority could not answer a request");
    refuse(reply, kInternal, "server_error");
}

}  // namespace concordat::api
