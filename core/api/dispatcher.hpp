#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/api/change_writer.hpp"
#include "core/api/handler_table.hpp"
#include "core/api/partner_api.hpp"
#include "core/api/throttle.hpp"

namespace concordat::api {

/// One request on its way, with what has been found out about it so far: what an error leaves
/// behind is what the access log says. Lives on the stack of `PartnerApi::serve`.
struct Exchange {
    /// Borrows both for the call. `reply` is an empty 200.
    Exchange(const http::Request& request_, http::Reply& reply_)
        : request(request_), reply(reply_) {}

    const http::Request& request;
    http::Reply& reply;
    /// When carrying it out began; the one time that everything in it goes by.
    Instant now{};
    RequestHead head;
    Uuid request_id;      ///< the caller's, or a new one
    Uuid correlation_id;  ///< the caller's, or a new one
    /// Whether the caller sent an MS-RequestId that is a UUID.
    bool has_request_id = false;
    Language language = Language::English;
    PathArguments arguments;
    Query query;
    /// What stands at the path; null until, and unless, it is found.
    const RouteLeaf* leaf = nullptr;
    /// Index into the route table, once the discriminators have settled it.
    std::size_t operation = kNoOperation;
    /// Null until the token has been found good.
    std::shared_ptr<const identity::Principal> principal;
    /// Null until the principal's tenant has been found enrolled.
    std::shared_ptr<const partners::Partner> partner;
    /// Of operations with a JSON body; owns what `body` shows.
    std::optional<JsonDocument> document;
    std::optional<JsonObject> body;
};

/// Carries requests through the checks that every operation has, in the order that the partner API
/// settles: path, method, token, throttle, headers and body, the cloud's offer, role, support. Then
/// comes the handler. The one place that catches errors of requests. Called concurrently; one per
/// cloud.
class Dispatcher {
public:
    /// Makes all handlers. Keeps the reference. @throws std::logic_error when route table and
    /// handlers differ, std::invalid_argument for a short cursor key
    explicit Dispatcher(const ApiDependencies& dependencies);

    /// Fills the reply of `exchange`; never throws. Blocks as the handler does. Internal errors are
    /// logged with the correlation id and shown without detail.
    void dispatch(Exchange& exchange) noexcept;

    /// Where a request is carried out; see http::Service. What is refused before its handler, and
    /// reads that cannot block, stay on the event thread; a path that could mean a write goes to a
    /// worker whole.
    [[nodiscard]] http::Placement placementOf(const http::Request& head) const;

    /// Whether a request's body is worth receiving: it has a route and a good token. Asked only of
    /// clients that wait for 100 Continue.
    [[nodiscard]] bool wantsBody(const http::Request& head) const;

private:
    struct Offer {
        bool offered = false;
        std::string portal;
    };

    void carryOut(Exchange& exchange);
    void findRoute(Exchange& exchange) const;
    void authenticate(Exchange& exchange) const;
    void limitRate(Exchange& exchange);
    void readHeaders(Exchange& exchange) const;
    void readBody(Exchange& exchange) const;
    void settleOperation(Exchange& exchange) const;
    void checkOffer(const Exchange& exchange) const;
    void checkRole(const Exchange& exchange) const;
    void callHandler(Exchange& exchange);
    void change(Handler& handler, const ApiRequest& request, http::Reply& reply);
    void refuse(Exchange& exchange, const Error& error) const;
    void addRefusalHeaders(Exchange& exchange, const Error& error) const;

    const ApiDependencies& dependencies_;  // not owned; outlives the dispatcher
    RouteTree routes_;
    ChangeWriter changes_;  // before the handlers, which keep a reference
    HandlerTable handlers_;
    Throttle throttle_;
    std::vector<Offer> offers_;  // by index of the operation
};

}  // namespace concordat::api
