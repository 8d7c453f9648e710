#pragma once

#include <optional>
#include <string>

#include "core/api/json_reader.hpp"
#include "core/api/language.hpp"
#include "core/api/query.hpp"
#include "core/api/request_head.hpp"
#include "core/api/route_tree.hpp"
#include "core/audit/record.hpp"
#include "core/http/message.hpp"
#include "core/identity/principal.hpp"
#include "core/partners/partner.hpp"

namespace concordat::api {

/// A request that has passed every check of the dispatcher: the path and method are an operation's,
/// the token is good, the partner enrolled, the cloud offers the operation, the role allows it, the
/// body is JSON. Lives for one call; handlers keep nothing of it.
struct ApiRequest {
    /// Its line of the route table.
    const Operation& operation;
    const http::Request& http;
    const RequestHead& head;
    /// In the order of the template, still percent-encoded.
    const PathArguments& arguments;
    const Query& query;
    const JsonObject* body;  ///< of operations that expect one; null otherwise
    /// Who asks; its user name is personal data.
    const identity::Principal& principal;
    /// For whom: the first argument of every use case. May be suspended.
    const partners::Partner& partner;
    /// For texts of rules; errors find it by themselves.
    Language language = Language::English;
    const rules::Catalogue* own_language = nullptr;  ///< the cloud's own, which goes before
    /// The request's one time.
    Instant now{};
    CorrelationId correlation;
    std::optional<RequestId> request_id;  ///< when the caller sent one with a change
    std::string fingerprint;              ///< of the request, when there is a request id
    std::string_view text;                ///< of operations whose body is a string alone

    /// Who asks, for the record.
    [[nodiscard]] audit::Actor actor() const;

    /// The customer whose id is the first place of the path. @throws Error NotFound for text that
    /// is no identifier, as for a customer that does not exist
    [[nodiscard]] CustomerId customer() const;

    /// The user whose id is at `place` of the path, counted from 0. @throws Error NotFound
    /// (kUnknownUser) for text that is no identifier
    [[nodiscard]] UserId user(std::size_t place) const;
};

/// Carries one operation out: parses, calls one use case, replies. Made once at start and called
/// concurrently; holds references only. Knows nothing of tokens, roles, clouds and errors: what it
/// throws, the dispatcher turns into the reply. May carry out several operations that differ in a
/// filter alone.
class Handler {
public:
    virtual ~Handler() = default;

    /// Fills `reply`, which is an empty 200: status, headers but the common ones, body. One that
    /// changes something completes the reply before it applies the change. May block as the store
    /// does, where the route table says so. @throws Error
    virtual void handle(const ApiRequest& request, http::Reply& reply) = 0;
};

}  // namespace concordat::api
