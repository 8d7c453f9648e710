#include "core/api/health.hpp"

#include "core/base/json_writer.hpp"

namespace concordat::api {
namespace {

bool isReady(const HealthCheck& check) {
    try {
        return check.ready();
    } catch (...) {
        return false;  // what is wrong is logged where it is wrong
    }
}

}  // namespace

void writeLive(http::Reply& reply) {
    reply.addHeader("Content-Type", "application/json");
    JsonWriter(reply.body).beginObject().member("status", "live").endObject();
}

void writeReady(http::Reply& reply, const std::vector<HealthCheck>& checks) {
    reply.addHeader("Content-Type", "application/json");
    bool all = true;
    // Beside the reply, because the overall state, which comes first, is known last.
    std::string states;
    JsonWriter json(states);
    json.beginObject();
    for (const auto& check : checks) {
        const bool ready = isReady(check);
        all = all && ready;
        json.member(check.name, ready ? "ready" : "not ready");
    }
    json.endObject();
    reply.status = all ? 200 : 503;
    JsonWriter body(reply.body);
    body.beginObject().member("status", all ? "ready" : "not ready");
    body.name("checks").raw(states).endObject();
}

}  // namespace concordat::api
