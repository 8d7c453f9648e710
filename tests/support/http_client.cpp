#include "tests/support/http_client.hpp"

#include <Poco/Base64Encoder.h>
#include <Poco/Exception.h>
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/NetException.h>
#include <Poco/String.h>
#include <Poco/URI.h>
#include <istream>
#include <iterator>
#include <sstream>
#include <stdexcept>

namespace concordat::testing_support {
namespace {

constexpr int kPatienceSeconds = 60;

bool hasBody(const HttpRequest& request) {
    return !request.body.empty() || request.method == "POST" || request.method == "PUT" ||
           request.method == "PATCH";
}

}  // namespace

class HttpClient::Session {
public:
    explicit Session(unsigned short port) : session_("127.0.0.1", port) {
        session_.setKeepAlive(true);
        session_.setTimeout(Poco::Timespan(kPatienceSeconds, 0));
    }

    HttpAnswer exchange(const HttpRequest& request) {
        Poco::Net::HTTPRequest head(request.method, request.target, "HTTP/1.1");
        for (const auto& [name, value] : request.fields) head.set(name, value);
        if (hasBody(request))
            head.setContentLength64(static_cast<Poco::Int64>(request.body.size()));
        session_.sendRequest(head) << request.body;
        Poco::Net::HTTPResponse response;
        auto& stream = session_.receiveResponse(response);
        HttpAnswer answer;
        answer.status = response.getStatus();
        answer.body.assign(std::istreambuf_iterator<char>(stream), {});
        for (const auto& [name, value] : response) answer.fields[Poco::toLower(name)] = value;
        const auto length = response.getContentLength64();
        if (request.method != "HEAD" && length >= 0 &&
            answer.body.size() != static_cast<std::size_t>(length)) {
            throw Poco::Net::MessageException("cut short");
        }
        return answer;
    }

    void reset() { session_.reset(); }

private:
    Poco::Net::HTTPClientSession session_;
};

HttpClient::HttpClient(unsigned short port) : session_(std::make_unique<Session>(port)) {}
HttpClient::~HttpClient() = default;
HttpClient::HttpClient(HttpClient&& other) noexcept = default;
HttpClient& HttpClient::operator=(HttpClient&& other) noexcept = default;

std::optional<HttpAnswer> HttpClient::send(const HttpRequest& request) {
    try {
        return session_->exchange(request);
    } catch (const Poco::Exception&) {
        session_->reset();
        return std::nullopt;
    }
}

HttpAnswer HttpClient::ask(const HttpRequest& request) {
    auto answer = send(request);
    if (!answer) throw std::runtime_error("no answer to " + request.method + " " + request.target);
    return *std::move(answer);
}

std::string percentEncoded(std::string_view text) {
    std::string encoded;
    Poco::URI::encode(std::string(text), "!#$&'()*+,/:;=?@[]%", encoded);
    return encoded;
}

std::string base64(std::string_view bytes) {
    std::ostringstream out;
    Poco::Base64Encoder encoder(out);
    encoder.rdbuf()->setLineLength(0);
    encoder << bytes;
    encoder.close();
    return out.str();
}

}  // namespace concordat::testing_support
