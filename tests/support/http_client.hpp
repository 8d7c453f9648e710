#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace concordat::testing_support {

/// Header fields by name.
using HttpFields = std::map<std::string, std::string>;

struct HttpRequest {
    std::string method = "GET";
    std::string target = "/";
    HttpFields fields;
    std::string body;  ///< sent when not empty, or when the method is POST, PUT or PATCH
};

struct HttpAnswer {
    int status = 0;
    HttpFields fields;  ///< names in lower case
    std::string body;
};

/// One connection to a server on 127.0.0.1, kept alive between requests and made again when it
/// broke. For one thread.
class HttpClient {
public:
    explicit HttpClient(unsigned short port);
    ~HttpClient();
    HttpClient(HttpClient&& other) noexcept;
    HttpClient& operator=(HttpClient&& other) noexcept;

    /// The answer; nothing when the connection broke before it was complete, as when the server is
    /// killed: whether the request took effect is then unknown. Sends each request once.
    [[nodiscard]] std::optional<HttpAnswer> send(const HttpRequest& request);

    /// The answer of a server that must be there. @throws std::runtime_error when there is none
    [[nodiscard]] HttpAnswer ask(const HttpRequest& request);

private:
    class Session;
    std::unique_ptr<Session> session_;
};

/// A text as it stands in a form or a query, everything unusual as %XX.
[[nodiscard]] std::string percentEncoded(std::string_view text);

/// Base64 with padding, as in basic authentication.
[[nodiscard]] std::string base64(std::string_view bytes);

}  // namespace concordat::testing_support
