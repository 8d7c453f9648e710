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

/// One request on its way, with what has been found out about it so far. Lives on the stack of
/// `PartnerApi::serve`.
struct Exchange {
    Exchange(const http::Request& request_, http::Reply& reply_)
        : request(request_), reply(reply_) {}

    const http::Request& request;
    http::Reply& reply;
    Instant now{};
    RequestHead head;
    Uuid request_id;      ///< the caller's, or a new one
    Uuid correlation_id;  ///< the caller's, or a new one
    bool has_request_id = false;
    Language language = Language::English;
    PathArguments arguments;
    Query query;
    const RouteLeaf* leaf = nullptr;
    std::size_t operation = kNoOperation;
    std::shared_ptr<const identity::Principal> principal;
    std::shared_ptr<const partners::Partner> partner;
    std::optional<JsonDocument> document;
    std::optional<JsonObject> body;
};

/// Carries requests through the checks that every operation has, in the order that the partner API
/// settles: path, method, token, throttle, headers and body, the cloud's offer, role, support. Then
/// comes the handler. The one place that catches errors of requests.
class Dispatcher {
public:
    explicit Dispatcher(const ApiDependencies& dependencies);

    /// Fills the reply of `exchange`; never throws.
    void dispatch(Exchange& exchange) noexcept;

    /// Where a request is carried out; see http::Service.
    [[nodiscard]] http::Placement placementOf(const http::Request& head) const;

    /// Whether a request's body is worth receiving: it has a route and a good token.
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
