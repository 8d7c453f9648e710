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
    const auto answer = authority.serve({.method = request.method_name,
                                         .path = request.path,
                                         .content_type = request.header("Content-Type"),
                                         .authorization = request.header("Authorization"),
                                         .body = request.body,
                                         .query = request.query,
                                         .accept_language = request.header("Accept-Language")},
                                        now);
    reply.status = answer.status;
    const bool is_page = !answer.headers.empty() && answer.headers.front().first == "Content-Type";
    if (!is_page) reply.addHeader("Content-Type", kJson);
    for (const auto& [name, value] : answer.headers) reply.addHeader(name, value);
    reply.body = answer.body;
} catch (...) {
    logEvent(Severity::Error, "API-AUTHORITY-FAILED",
             "the built-in authority could not answer a request");
    refuse(reply, kInternal, "server_error");
}

}  // namespace concordat::api
