#include "core/api/administration_api.hpp"

#include "core/api/error_border.hpp"
#include "core/api/exposition.hpp"
#include "core/base/error_codes.hpp"

namespace concordat::api {
namespace {

void writeRefusal(http::Reply& reply, const Error& error) {
    writeError(reply, error, Language::English, nullptr);
    reply.addHeader("Content-Type", "application/json; charset=utf-8");
}

}  // namespace

http::Placement AdministrationApi::placementOf(const http::Request& head) noexcept {
    return head.path == "/health/live" ? http::Placement::EventThread : http::Placement::Worker;
}

bool AdministrationApi::wantsBody(const http::Request&) noexcept {
    return false;
}

void AdministrationApi::serve(const http::Request& request, http::Reply& reply) noexcept try {
    reply.reset();
    const bool live = request.path == "/health/live";
    const bool ready = request.path == "/health/ready";
    if (!live && !ready && request.path != "/metrics")
        return writeRefusal(reply, {ErrorKind::NotFound, codes::kNoSuchPath});
    if (request.method != http::Method::Get && request.method != http::Method::Head) {
        writeRefusal(reply, {ErrorKind::MethodNotAllowed, codes::kMethodNotAllowed});
        return reply.addHeader("Allow", "GET, HEAD");
    }
    if (live) return writeLive(reply);
    if (ready) return writeReady(reply, dependencies_.health);
    reply.addHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    reply.body = exposeMetrics(dependencies_.requests, dependencies_.measurements);
    // Out of memory, most likely: what is known still goes out.
} catch (...) {
    writeRefusal(reply, {ErrorKind::Internal, codes::kUnexpected});
}

void AdministrationApi::refuse(int status, http::Reply& reply) noexcept {
    writeRefusal(reply, {ErrorKind::InvalidRequest, codes::kMalformedInput});
    reply.status = status;
    if (status == 503) reply.addHeader("Retry-After", "1");
}

}  // namespace concordat::api
