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
    /// Of the cloud's own, when the caller asks for that; goes before `language`.
    const rules::Catalogue* own_language = nullptr;
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
/// settles. The first that fails decides the reply, so that nobody learns more than the check
/// before it allows:
///
///     path 404, method 405, token 401, enrolment 401, throttle 429, headers 400,
///     body 413 415 400, operation 400, the cloud's offer 403, role 403, support 501
///
/// Then comes the handler. The one place that catches errors of requests. Called concurrently; one
/// per cloud.
class Dispatcher {
public:
    /// Makes all handlers. Keeps the reference. @throws std::logic_error when route table and
    /// handlers differ, std::invalid_argument for a short cursor key
    explicit Dispatcher(const ApiDependencies& dependencies);

    /// Fills the reply of `exchange`; never throws. Blocks as the handler does. Internal errors are
    /// logged with the correlation id and shown without detail.
    void dispatch(Exchange& exchange) noexcept;

    /// Where a request is carried out; see http::Service. What is refused before its handler, and
    /// reads that cannot wait, stay on the event thread; what waits for the store runs in a fiber
    /// there; searches go to a worker whole.
    [[nodiscard]] http::Placement placementOf(const http::Request& head) const;

    /// Whether a request's body is worth receiving: it has a route and a good token. Asked only of
    /// clients that wait for 100 Continue.
    [[nodiscard]] bool wantsBody(const http::Request& head) const;

    /// As PartnerApi says.
    void setRequestsPerMinute(std::uint32_t most) noexcept { throttle_.setRate(most); }

private:
    // Whether this cloud offers an operation, and where it is done instead.
    struct Offer {
        bool offered = false;
        std::string portal;
    };

    void carryOut(Exchange& exchange);
    // 404, 405.
    void findRoute(Exchange& exchange) const;
    // 401: the token, then whether its tenant is enrolled and its application allowed.
    void authenticate(Exchange& exchange) const;
    // 429. After the token: only partners are counted.
    void limitRate(Exchange& exchange);
    // 400 for ids and versions that are none.
    void readHeaders(Exchange& exchange) const;
    // 413, 415, 400.
    void readBody(Exchange& exchange) const;
    // 400 where no discriminator holds.
    void settleOperation(Exchange& exchange) const;
    // 403, naming the portal.
    void checkOffer(const Exchange& exchange) const;
    // 403; then 501 for what is not built.
    void checkRole(const Exchange& exchange) const;
    void callHandler(Exchange& exchange);
    // Once for each MS-RequestId: replays, or runs the handler.
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
