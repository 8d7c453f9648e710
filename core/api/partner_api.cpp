#include "core/api/partner_api.hpp"

#include <chrono>

#include "core/api/access_log.hpp"
#include "core/api/authority_pages.hpp"
#include "core/api/dispatcher.hpp"
#include "core/api/error_border.hpp"
#include "core/api/openapi.hpp"
#include "core/api/quick_uuid.hpp"
#include "core/api/request_metrics.hpp"
#include "core/base/error_codes.hpp"
#include "core/identity/authority.hpp"

namespace concordat::api {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::size_t kMostLocale = 35;

/// Whether an X-Locale is one that may be sent back.
bool isLocale(std::string_view text) {
    if (text.empty() || text.size() > kMostLocale) return false;
    for (const char c : text) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && !(c >= '0' && c <= '9') && c != '-') return false;
    }
    return true;
}

void addId(std::string& headers, std::string_view name, const Uuid& id) {
    headers += name;
    const auto at = headers.size();
    headers.resize(at + Uuid::kTextSize);
    id.writeTo(headers.data() + at);
    headers += "\r\n";
}

/// Whether the handler has named a type, which it does before other headers; else it is JSON.
bool hasOwnType(const http::Reply& reply) {
    return reply.headers.starts_with("Content-Type:");
}

/// The headers that every reply of the partner API carries, refusals of the server included.
void addCommonHeaders(http::Reply& reply, const Uuid& request_id, const Uuid& correlation_id) {
    auto& headers = reply.headers;
    if (!reply.body.empty() && !hasOwnType(reply))
        headers += "Content-Type: application/json; charset=utf-8\r\n";
    headers += "Cache-Control: no-store\r\n";
    addId(headers, "MS-RequestId: ", request_id);
    addId(headers, "MS-CorrelationId: ", correlation_id);
}

void addCommonHeaders(const Exchange& exchange) {
    addCommonHeaders(exchange.reply, exchange.request_id, exchange.correlation_id);
    if (isLocale(exchange.head.locale)) exchange.reply.addHeader("X-Locale", exchange.head.locale);
}

void readIds(Exchange& exchange, std::span<const rules::Catalogue> catalogues) {
    exchange.head = readHead(exchange.request.headers);
    const auto request_id = Uuid::parse(exchange.head.request_id);
    exchange.has_request_id = request_id.has_value();
    exchange.request_id = request_id ? *request_id : makeQuickUuid();
    const auto correlation_id = Uuid::parse(exchange.head.correlation_id);
    exchange.correlation_id = correlation_id ? *correlation_id : makeQuickUuid();
    exchange.language = languageOf(exchange.head.locale);
    exchange.own_language = ownLanguageOf(exchange.head.locale, catalogues);
}

/// The error that stands for a status which the server gives by itself.
Error errorFor(int status, std::size_t max_body_bytes) {
    switch (status) {
        case 408:
            return {ErrorKind::InvalidRequest, codes::kTooSlow};
        case 431:
            return {ErrorKind::InvalidRequest, codes::kHeadTooLarge};
        case 413:
            return {ErrorKind::TooLarge, codes::kBodyTooLarge, {std::to_string(max_body_bytes)}};
        case 503:
            return {ErrorKind::Overloaded, codes::kOverloaded};
        default:
            return {ErrorKind::InvalidRequest, codes::kMalformedInput};
    }
}

AccessEntry entryOf(const Exchange& exchange, std::uint64_t duration_us) {
    AccessEntry entry;
    entry.at = exchange.now;
    entry.method = exchange.request.method_name;
    if (exchange.leaf != nullptr) entry.route = exchange.leaf->path;
    if (exchange.operation != kNoOperation) entry.operation = operations()[exchange.operation].id;
    entry.status = exchange.reply.status;
    entry.duration_us = duration_us;
    entry.bytes = exchange.reply.body.size();
    if (exchange.principal) entry.partner = exchange.principal->partner;
    entry.correlation = exchange.correlation_id;
    entry.request = exchange.request_id;
    return entry;
}

/// What a cloud's listener serves beside the operations: needs no token and is not counted.
enum class Page { None, Live, Ready, OpenApi, Authority };

Page pageOf(const ApiDependencies& dependencies, const http::Request& head) {
    if (dependencies.authority != nullptr && identity::Authority::owns(head.path))
        return Page::Authority;
    if (head.method != http::Method::Get && head.method != http::Method::Head) return Page::None;
    if (head.path == "/health/live") return Page::Live;
    if (head.path == "/health/ready") return Page::Ready;
    if (head.path == "/openapi.json") return Page::OpenApi;
    return Page::None;
}

}  // namespace

PartnerApi::PartnerApi(ApiDependencies dependencies)
    : dependencies_(std::move(dependencies)),
      dispatcher_(std::make_unique<Dispatcher>(dependencies_)),
      openapi_(describeApi(&dependencies_.cloud.facts())) {}

PartnerApi::~PartnerApi() = default;

void PartnerApi::setRequestsPerMinute(std::uint32_t most) noexcept {
    dispatcher_->setRequestsPerMinute(most);
}

void PartnerApi::attach(Reactor& reactor) noexcept {
    if (dependencies_.attach) dependencies_.attach(reactor);
}

http::Placement PartnerApi::placementOf(const http::Request& head) noexcept {
    switch (pageOf(dependencies_, head)) {
        case Page::Live:
        case Page::OpenApi:
            return http::Placement::EventThread;
        case Page::Ready:
            return http::Placement::Worker;
        case Page::Authority:
            return identity::Authority::mayBlock(head.path) ? http::Placement::Worker
                                                            : http::Placement::EventThread;
        case Page::None:
            break;
    }
    return dispatcher_->placementOf(head);
}

bool PartnerApi::wantsBody(const http::Request& head) noexcept {
    switch (pageOf(dependencies_, head)) {
        case Page::Authority:
            return true;
        case Page::Live:
        case Page::Ready:
        case Page::OpenApi:
            return false;
        case Page::None:
            break;
    }
    return dispatcher_->wantsBody(head);
}

void PartnerApi::serve(const http::Request& request, http::Reply& reply) noexcept {
    reply.reset();
    switch (pageOf(dependencies_, request)) {
        case Page::Live:
            return writeLive(reply);
        case Page::Ready:
            return writeReady(reply, dependencies_.health);
        case Page::OpenApi:
            reply.addHeader("Content-Type", "application/json");
            reply.body = openapi_;
            return;
        case Page::Authority:
            return serveAuthority(*dependencies_.authority, request, dependencies_.clock.now(),
                                  reply);
        case Page::None:
            break;
    }
    serveOperation(request, reply);
}

void PartnerApi::serveOperation(const http::Request& request, http::Reply& reply) {
    const auto start = SteadyClock::now();
    Exchange exchange(request, reply);
    exchange.now = dependencies_.clock.now();
    readIds(exchange, dependencies_.catalogues);
    dispatcher_->dispatch(exchange);
    addCommonHeaders(exchange);
    const auto duration =
        std::chrono::duration_cast<std::chrono::microseconds>(SteadyClock::now() - start);
    const auto duration_us = static_cast<std::uint64_t>(duration.count());
    if (dependencies_.metrics != nullptr)
        dependencies_.metrics->count(exchange.operation, reply.status, duration_us);
    if (dependencies_.access_log != nullptr)
        dependencies_.access_log->write(entryOf(exchange, duration_us));
}

void PartnerApi::refuse(int status, http::Reply& reply) noexcept {
    writeError(reply, errorFor(status, dependencies_.settings.max_body_bytes), Language::English,
               nullptr);
    reply.status = status;
    if (status == 503) reply.addHeader("Retry-After", "1");
    const auto id = makeQuickUuid();  // what the caller sent could not be read
    addCommonHeaders(reply, id, id);
    if (dependencies_.metrics != nullptr) dependencies_.metrics->count(kNoOperation, status, 0);
    if (dependencies_.access_log == nullptr) return;
    AccessEntry entry;
    entry.at = dependencies_.clock.now();
    entry.status = status;
    entry.bytes = reply.body.size();
    entry.correlation = entry.request = id;
    dependencies_.access_log->write(entry);
}

}  // namespace concordat::api
