#include "tools/partner_client/api_client.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/Context.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/HTTPSClientSession.h>
#include <Poco/Net/NetSSL.h>
#include <Poco/Timespan.h>
#include <Poco/URI.h>
#include <array>
#include <istream>
#include <rapidjson/document.h>

#include "core/base/json_writer.hpp"

namespace concordat::client {
namespace {

namespace net = Poco::Net;

constexpr int kUnauthorized = 401;
constexpr int kFirstError = 400;
constexpr int kPatienceSeconds = 60;
constexpr int kMaxChain = 9;
constexpr std::size_t kPieceSize = 16384;
constexpr const char* kCiphers = "HIGH:!aNULL:!eNULL:!MD5:!SHA1";

std::string textOf(const rapidjson::Value& object, const char* name) {
    const auto found = object.FindMember(name);
    return found != object.MemberEnd() && found->value.IsString() ? found->value.GetString() : "";
}

/// What an error of the API says; the first of its data is the member, where it names one.
ApiRefused refusalOf(int status, const std::string& body, const std::string& correlation) {
    rapidjson::Document error;
    error.Parse(body.data(), body.size());
    int code = 0;
    std::string member;
    std::string text = "the server answered " + std::to_string(status);
    if (!error.HasParseError() && error.IsObject()) {
        const auto description = textOf(error, "description");
        if (!description.empty()) text = description;
        if (error.HasMember("code") && error["code"].IsInt()) code = error["code"].GetInt();
        const auto data = error.FindMember("data");
        if (data != error.MemberEnd() && data->value.IsArray() && !data->value.Empty() &&
            data->value[0].IsString())
            member = data->value[0].GetString();
    }
    text += " (status " + std::to_string(status);
    if (code != 0) text += ", code " + std::to_string(code);
    if (!correlation.empty()) text += ", correlation id " + correlation;
    return {status, code, std::move(member), text + ")"};
}

std::string readAll(std::istream& in) {
    std::string body;
    std::array<char, kPieceSize> piece{};
    while (in.read(piece.data(), piece.size()), in.gcount() > 0)
        body.append(piece.data(), static_cast<std::size_t>(in.gcount()));
    return body;
}

/// An address and a session to it.
struct Route {
    Poco::URI uri;
    std::unique_ptr<net::HTTPClientSession> session;
};

Route routeTo(const std::string& address, const net::Context::Ptr& trust) {
    Route route{Poco::URI(address), nullptr};
    const auto host = route.uri.getHost();
    if (route.uri.getScheme() == "https")
        route.session = std::make_unique<net::HTTPSClientSession>(host, route.uri.getPort(), trust);
    else
        route.session = std::make_unique<net::HTTPClientSession>(host, route.uri.getPort());
    route.session->setTimeout(Poco::Timespan(kPatienceSeconds, 0));
    route.session->setKeepAlive(true);
    return route;
}

/// Runs `action`; what Poco throws becomes words about `address`.
template <typename Action>
auto reach(const std::string& address, Action action) {
    try {
        return action();
    } catch (const Poco::Exception& error) {
        throw std::runtime_error(address + " cannot be reached: " + error.displayText());
    }
}

}  // namespace

std::string encodeForUri(std::string_view text) {
    std::string encoded;
    Poco::URI::encode(std::string(text), "!*'();:@&=+$,/?#[]%\" ", encoded);
    return encoded;
}

std::string filterParameter(std::string_view field, std::string_view value,
                            std::string_view operation) {
    std::string json;
    JsonWriter(json)
        .beginObject()
        .member("Field", field)
        .member("Value", value)
        .member("Operator", operation)
        .endObject();
    return "filter=" + encodeForUri(json);
}

/// The kept connection to the API, and what is trusted for TLS.
class ApiClient::Connection {
public:
    explicit Connection(const Profile& profile) : endpoint_(profile.endpoint) {
        net::initializeSSL();
        const auto& ca = profile.root_certificate;
        trust_ = reach(ca.empty() ? "the system's certificates" : ca, [&] {
            net::Context::Ptr context =
                new net::Context(net::Context::TLS_CLIENT_USE, "", "", ca,
                                 net::Context::VERIFY_STRICT, kMaxChain, ca.empty(), kCiphers);
            context->requireMinimumProtocol(net::Context::PROTO_TLSV1_2);
            context->enableExtendedCertificateVerification(true);
            return context;
        });
        route_ = routeTo(endpoint_, trust_);
    }

    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    ~Connection() {
        route_.session.reset();
        trust_.reset();
        net::uninitializeSSL();
    }

    [[nodiscard]] const net::Context::Ptr& trust() const { return trust_; }

    /// Sends, and hands over the body while it arrives.
    int send(const Call& call, const std::string& token, std::string& correlation,
             const std::function<void(int, std::istream&)>& take) {
        return reach(endpoint_, [&] {
            net::HTTPRequest request(call.method, call.path, net::HTTPMessage::HTTP_1_1);
            request.set("Authorization", "Bearer " + token);
            request.set("Accept", "application/json");
            for (const auto& [name, value] : call.headers) request.set(name, value);
            if (!call.body.empty()) request.setContentType("application/json");
            request.setContentLength64(static_cast<Poco::Int64>(call.body.size()));
            route_.session->sendRequest(request) << call.body;
            net::HTTPResponse response;
            auto& in = route_.session->receiveResponse(response);
            correlation = response.get("MS-CorrelationId", "");
            const int status = response.getStatus();
            take(status, in);
            // Poco ends a stream that breaks off as if it were whole.
            if (route_.session->networkException() != nullptr)
                route_.session->networkException()->rethrow();
            return status;
        });
    }

private:
    std::string endpoint_;
    net::Context::Ptr trust_;
    Route route_;
};

ApiClient::ApiClient(Profile profile)
    : profile_(std::move(profile)),
      connection_(std::make_unique<Connection>(profile_)),
      token_(profile_.token) {}

ApiClient::~ApiClient() = default;

void ApiClient::ensureToken() {
    if (token_.empty()) token_ = askForToken();
}

std::string ApiClient::askForToken() {
    std::string form = "client_id=" + encodeForUri(profile_.application);
    const auto add = [&form](const char* name, const std::string& value) {
        if (!value.empty()) form += std::string("&") + name + "=" + encodeForUri(value);
    };
    add("grant_type", profile_.user.empty() ? "client_credentials" : "password");
    add("client_secret", profile_.secret);
    add("username", profile_.user);
    add("password", profile_.password);
    add("resource", profile_.resource);
    add("scope", profile_.scope);
    const auto answer = reach(profile_.token_endpoint, [&] {
        auto route = routeTo(profile_.token_endpoint, connection_->trust());
        net::HTTPRequest request("POST", route.uri.getPathAndQuery(), net::HTTPMessage::HTTP_1_1);
        request.setContentType("application/x-www-form-urlencoded");
        request.setContentLength64(static_cast<Poco::Int64>(form.size()));
        route.session->sendRequest(request) << form;
        net::HTTPResponse response;
        auto body = readAll(route.session->receiveResponse(response));
        return Answer{response.getStatus(), std::move(body)};
    });
    rapidjson::Document json;
    json.Parse(answer.body.data(), answer.body.size());
    const bool good = !json.HasParseError() && json.IsObject();
    const auto token = good ? textOf(json, "access_token") : "";
    if (!token.empty()) return token;
    const auto why = good ? textOf(json, "error_description") : "";
    throw std::runtime_error("the issuer gave no token: " +
                             (why.empty() ? "status " + std::to_string(answer.status) : why));
}

Answer ApiClient::send(const Call& call) {
    const bool from_profile = !profile_.token.empty();
    for (bool again = !from_profile;; again = false) {
        ensureToken();
        Answer answer;
        std::string correlation;
        answer.status = connection_->send(
            call, token_, correlation, [&](int, std::istream& in) { answer.body = readAll(in); });
        if (answer.status != kUnauthorized || !again) return answer;
        token_.clear();
    }
}

std::string ApiClient::require(const Call& call) {
    std::string whole;
    receive(call, [&whole](std::string_view piece) { whole += piece; });
    return whole;
}

void ApiClient::receive(const Call& call, const std::function<void(std::string_view)>& take) {
    const bool from_profile = !profile_.token.empty();
    for (bool again = !from_profile;; again = false) {
        ensureToken();
        std::string correlation;
        std::string error;
        const int status =
            connection_->send(call, token_, correlation, [&](int answered, std::istream& in) {
                if (answered >= kFirstError) {
                    error = readAll(in);
                    return;
                }
                std::array<char, kPieceSize> piece{};
                while (in.read(piece.data(), piece.size()), in.gcount() > 0)
                    take({piece.data(), static_cast<std::size_t>(in.gcount())});
            });
        if (status < kFirstError) return;
        if (status != kUnauthorized || !again) throw refusalOf(status, error, correlation);
        token_.clear();
    }
}

}  // namespace concordat::client
