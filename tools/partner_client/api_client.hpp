#pragma once

#include <functional>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "tools/partner_client/profile.hpp"

namespace concordat::client {

/// A request of the partner API.
struct Call {
    std::string method = "GET";
    std::string path;    ///< with the query, from "/v1" on, encoded
    std::string body{};  ///< JSON; empty: none
    std::map<std::string, std::string> headers{};
};

/// What came back.
struct Answer {
    int status = 0;
    std::string body;
};

/// The API did not do what was asked, in words for people: what it said, and the ids by which the
/// operator of the cloud finds the request.
class ApiRefused : public std::runtime_error {
public:
    ApiRefused(int status, int code, std::string member, const std::string& text)
        : std::runtime_error(text), status_(status), code_(code), member_(std::move(member)) {}

    /// Of HTTP.
    [[nodiscard]] int status() const noexcept { return status_; }
    /// Of the partner API; 0 where the answer was none of its.
    [[nodiscard]] int code() const noexcept { return code_; }
    /// The member that was refused; empty when the answer names none.
    [[nodiscard]] const std::string& member() const noexcept { return member_; }

private:
    int status_;
    int code_;
    std::string member_;
};

/// Calls the public API as any program does, over one connection that is kept. Asks for a token
/// before the first call, and once more when one has expired. Used by one thread. Every function
/// @throws ApiRefused, or std::runtime_error when the server or the issuer cannot be reached.
class ApiClient {
public:
    explicit ApiClient(Profile profile);
    ~ApiClient();
    ApiClient(const ApiClient&) = delete;
    ApiClient& operator=(const ApiClient&) = delete;

    /// Whatever the API answers, errors included; for HEAD above all.
    [[nodiscard]] Answer send(const Call& call);

    /// The body of a good answer.
    [[nodiscard]] std::string require(const Call& call);

    /// Passes a good answer's body on as it comes, a few kilobytes at a time. A body that breaks
    /// off is an error at the end.
    void receive(const Call& call, const std::function<void(std::string_view)>& take);

private:
    class Connection;

    void ensureToken();
    [[nodiscard]] std::string askForToken();

    Profile profile_;
    std::unique_ptr<Connection> connection_;
    std::string token_;
};

/// The filter of a list as a parameter of the query, encoded.
[[nodiscard]] std::string filterParameter(std::string_view field, std::string_view value,
                                          std::string_view operation);

/// `text` for a query or a segment of a path.
[[nodiscard]] std::string encodeForUri(std::string_view text);

}  // namespace concordat::client
