#include "core/api/dispatcher.hpp"

#include <typeinfo>

#include "core/api/error_border.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/log.hpp"
#include "core/base/sha256.hpp"
#include "core/base/text.hpp"

namespace concordat::api {
namespace {

constexpr std::string_view kContractVersion = "v1";
constexpr std::string_view kRetryAfterPause = "1";

const Operation& operationOf(const Exchange& exchange) {
    return operations()[exchange.operation];
}

/// Whether an error may come from a repetition that the first request has overtaken: then the reply
/// that it left is the answer.
bool mayBeOvertaken(ErrorKind kind) {
    return kind == ErrorKind::Conflict || kind == ErrorKind::PreconditionFailed ||
           kind == ErrorKind::NotFound || kind == ErrorKind::InvalidRequest ||
           kind == ErrorKind::Forbidden;
}

bool mayUse(const partners::Partner& partner, const ApplicationId& application) {
    if (partner.applications.empty()) return true;
    for (const auto& allowed : partner.applications)
        if (allowed == application) return true;
    return false;
}

std::string fingerprintOf(const http::Request& request) {
    constexpr std::string_view kEnd("\0", 1);
    return sha256({request.method_name, kEnd, request.target, kEnd, request.body});
}

bool hasJsonBody(const std::vector<std::uint16_t>& candidates) {
    for (const auto index : candidates)
        if (operations()[index].body != BodyKind::None) return true;
    return false;
}

}  // namespace

Dispatcher::Dispatcher(const ApiDependencies& dependencies)
    : dependencies_(dependencies),
      changes_(dependencies.changes),
      handlers_(dependencies, changes_),
      throttle_(dependencies.settings.requests_per_minute),
      offers_(operations().size()) {
    for (const auto& fact : dependencies.cloud.facts().operations) {
        const auto index = indexOf(fact.id);
        if (index != kNoOperation) offers_[index] = {fact.offered, fact.portal};
    }
}

void Dispatcher::dispatch(Exchange& exchange) noexcept {
    try {
        carryOut(exchange);
    } catch (const Error& error) {
        if (error.kind() == ErrorKind::Internal)
            logEvent(Severity::Error, "API-INTERNAL", "a request failed on an internal error",
                     {{"correlationId", exchange.correlation_id.toString()},
                      {"what", error.arguments().empty() ? "" : error.arguments().front()}});
        refuse(exchange, error.kind() == ErrorKind::Internal
                             ? Error(ErrorKind::Internal, codes::kUnexpected)
                             : error);
    } catch (const std::exception& fault) {
        // Its text may hold values of the request; the type is enough to find the place.
        logEvent(Severity::Error, "API-UNEXPECTED", "a request failed on an unexpected exception",
                 {{"correlationId", exchange.correlation_id.toString()},
                  {"type", typeid(fault).name()}});
        refuse(exchange, Error(ErrorKind::Internal, codes::kUnexpected));
    } catch (...) {
        logEvent(Severity::Error, "API-UNEXPECTED", "a request failed on an unexpected exception",
                 {{"correlationId", exchange.correlation_id.toString()}, {"type", "unknown"}});
        refuse(exchange, Error(ErrorKind::Internal, codes::kUnexpected));
    }
}

void Dispatcher::carryOut(Exchange& exchange) {
    findRoute(exchange);
    if (dependencies_.stopped && dependencies_.stopped())
        throw Error(ErrorKind::Overloaded, codes::kCloudStopped);
    authenticate(exchange);
    limitRate(exchange);
    readHeaders(exchange);
    exchange.query = Query(exchange.request.query);
    readBody(exchange);
    settleOperation(exchange);
    checkOffer(exchange);
    checkRole(exchange);
    callHandler(exchange);
}

void Dispatcher::findRoute(Exchange& exchange) const {
    exchange.leaf = routes_.find(exchange.request.path, exchange.arguments);
    if (exchange.leaf == nullptr) throw Error(ErrorKind::NotFound, codes::kNoSuchPath);
    if (exchange.leaf->of(exchange.request.method).empty())
        throw Error(ErrorKind::MethodNotAllowed, codes::kMethodNotAllowed);
}

void Dispatcher::authenticate(Exchange& exchange) const {
    auto verdict = dependencies_.verifier.verify(exchange.head.authorization, exchange.now);
    // Not 401, which clients take for final: a token under a key that has just been rotated in is
    // good, and this cloud does not know it yet.
    if (!verdict.principal && verdict.fault == identity::TokenFault::KeysAwaited)
        throw Error(ErrorKind::Overloaded, codes::kKeysAwaited);
    if (!verdict.principal)
        throw Error(ErrorKind::Unauthenticated, codes::kAccessDenied,
                    {std::string(dependencies_.verifier.acceptedIssuer())});
    exchange.principal = std::move(verdict.principal);
    exchange.partner = dependencies_.directory.find(exchange.principal->partner, exchange.now);
    if (!exchange.partner || !mayUse(*exchange.partner, exchange.principal->application))
        throw Error(ErrorKind::Unauthenticated, codes::kTenantUnknown);
}

void Dispatcher::limitRate(Exchange& exchange) {
    const auto wait = throttle_.take(exchange.partner->id, exchange.now);
    if (wait != 0)
        throw Error(ErrorKind::TooManyRequests, codes::kThrottled, {std::to_string(wait)});
}

void Dispatcher::readHeaders(Exchange& exchange) const {
    const auto& head = exchange.head;
    if (!head.request_id.empty() && !exchange.has_request_id)
        throw Error(ErrorKind::InvalidRequest, codes::kBadHeader, {"MS-RequestId"});
    if (!head.correlation_id.empty() && !Uuid::parse(head.correlation_id))
        throw Error(ErrorKind::InvalidRequest, codes::kBadHeader, {"MS-CorrelationId"});
    if (!head.contract_version.empty() &&
        !equalsIgnoringCase(head.contract_version, kContractVersion))
        throw Error(ErrorKind::InvalidRequest, codes::kBadHeader, {"MS-Contract-Version"});
}

void Dispatcher::readBody(Exchange& exchange) const {
    const auto& request = exchange.request;
    if (request.body_too_large)
        throw Error(ErrorKind::TooLarge, codes::kBodyTooLarge,
                    {std::to_string(dependencies_.settings.max_body_bytes)});
    if (!hasJsonBody(exchange.leaf->of(request.method))) return;
    if (!isJson(exchange.head.content_type))
        throw Error(ErrorKind::UnsupportedMediaType, codes::kUnsupportedMediaType);
    exchange.document.emplace(request.body);
    if (exchange.document->isObject()) exchange.body.emplace(exchange.document->root());
}

void Dispatcher::settleOperation(Exchange& exchange) const {
    const auto* body = exchange.body ? &*exchange.body : nullptr;
    for (const auto index : exchange.leaf->of(exchange.request.method)) {
        const auto when = operations()[index].when;
        if (when != nullptr && !when(exchange.query, body)) continue;
        exchange.operation = index;
        return;
    }
    throw Error(ErrorKind::InvalidRequest, codes::kMalformedInput);
}

void Dispatcher::checkOffer(const Exchange& exchange) const {
    const auto& offer = offers_[exchange.operation];
    if (offer.offered) return;
    const std::string operation(operationOf(exchange).id);
    const auto& cloud = dependencies_.cloud.facts().id;
    if (offer.portal.empty())
        throw Error(ErrorKind::NotOffered, codes::kNotOfferedInCloud, {operation, cloud});
    throw Error(ErrorKind::NotOffered, codes::kNotOfferedSeePortal,
                {operation, cloud, offer.portal});
}

void Dispatcher::checkRole(const Exchange& exchange) const {
    const auto& operation = operationOf(exchange);
    const auto& principal = *exchange.principal;
    if (principal.application_only && operation.tokens == TokenKind::User)
        throw Error(ErrorKind::Forbidden, codes::kUserTokenRequired, {std::string(operation.id)});
    const identity::Roles roles =
        principal.application_only ? identity::Role::AdminAgent : principal.roles;
    if (!rolesOf(operation.permission).intersects(roles))
        throw Error(ErrorKind::Forbidden, codes::kRoleLacksRights, {std::string(operation.id)});
    if (operation.support == Support::Known)
        throw Error(ErrorKind::NotBuilt, codes::kNotBuilt, {std::string(operation.id)});
}

void Dispatcher::callHandler(Exchange& exchange) {
    const auto& operation = operationOf(exchange);
    ApiRequest request{operation,
                       exchange.request,
                       exchange.head,
                       exchange.arguments,
                       exchange.query,
                       exchange.body ? &*exchange.body : nullptr,
                       *exchange.principal,
                       *exchange.partner,
                       exchange.language,
                       exchange.own_language,
                       exchange.now,
                       CorrelationId{exchange.correlation_id},
                       std::nullopt,
                       {},
                       {}};
    if (operation.body == BodyKind::JsonText) request.text = exchange.document->text();
    if (operation.body == BodyKind::Json && request.body == nullptr)
        throw Error(ErrorKind::InvalidRequest, codes::kMalformedInput);
    auto& handler = *handlers_.at(exchange.operation);
    const bool writes = operation.effect != Effect::Reads && operation.effect != Effect::Searches;
    if (!writes) return handler.handle(request, exchange.reply);
    if (exchange.has_request_id) {
        request.request_id = RequestId{exchange.request_id};
        request.fingerprint = fingerprintOf(exchange.request);
    }
    change(handler, request, exchange.reply);
}

/// Whether the request was carried out before is asked by the change itself. Only a request that is
/// refused meanwhile, perhaps for what it did the first time, is looked up.
void Dispatcher::change(Handler& handler, const ApiRequest& request, http::Reply& reply) {
    std::optional<Error> refusal;
    try {
        handler.handle(request, reply);
    } catch (const Error& error) {
        if (!request.request_id || !mayBeOvertaken(error.kind())) throw;
        refusal = error;
    }
    // Not in the handler: a fiber that waits for the store must not handle an exception.
    if (refusal && !changes_.replay(request, reply)) throw *refusal;
}

void Dispatcher::refuse(Exchange& exchange, const Error& error) const {
    writeError(exchange.reply, error, exchange.language, &dependencies_.cloud.facts(),
               exchange.own_language);
    addRefusalHeaders(exchange, error);
}

void Dispatcher::addRefusalHeaders(Exchange& exchange, const Error& error) const {
    auto& reply = exchange.reply;
    switch (reply.status) {
        case 401: {
            std::string challenge = "Bearer authorization_uri=\"";
            challenge += dependencies_.verifier.acceptedIssuer();
            challenge += '"';
            if (!exchange.head.authorization.empty()) challenge += ", error=\"invalid_token\"";
            return reply.addHeader("WWW-Authenticate", challenge);
        }
        case 405:
            return reply.addHeader("Allow", exchange.leaf->allow);
        case 429:
            return reply.addHeader("Retry-After", error.arguments().front());
        case 503:
            return reply.addHeader("Retry-After", kRetryAfterPause);
        default:
            return;
    }
}

http::Placement Dispatcher::placementOf(const http::Request& head) const {
    PathArguments arguments;
    const auto* leaf = routes_.find(head.path, arguments);
    if (leaf == nullptr) return http::Placement::EventThread;
    const auto& candidates = leaf->of(head.method);
    if (candidates.empty()) return http::Placement::EventThread;
    const auto effect = operations()[candidates.front()].effect;
    if (effect != Effect::Reads && effect != Effect::Writes) return http::Placement::Worker;
    const bool waits = effect == Effect::Writes || dependencies_.store_reads_wait;
    return waits ? http::Placement::Fiber : http::Placement::EventThread;
}

bool Dispatcher::wantsBody(const http::Request& head) const {
    PathArguments arguments;
    const auto* leaf = routes_.find(head.path, arguments);
    if (leaf == nullptr || leaf->of(head.method).empty()) return false;
    const auto verdict =
        dependencies_.verifier.verify(head.header("Authorization"), dependencies_.clock.now());
    // Awaited keys may be there once the body is.
    return verdict.principal != nullptr || verdict.fault == identity::TokenFault::KeysAwaited;
}

}  // namespace concordat::api
