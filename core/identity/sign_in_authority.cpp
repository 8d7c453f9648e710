#include "core/identity/sign_in_authority.hpp"

#include <Poco/Base64Encoder.h>
#include <algorithm>
#include <sstream>

#include "core/base/log.hpp"
#include "core/http/html_page.hpp"
#include "core/identity/form.hpp"
#include "core/identity/json_object.hpp"

namespace concordat::identity {
namespace {

/// An authority moves seldom, and says so long before.
constexpr std::chrono::minutes kRemembered{5};

std::string queryOf(const SignInRequest& request) {
    return encodeForm({{"client_id", request.client_id},
                       {"response_type", "code"},
                       {"redirect_uri", request.redirect_uri},
                       {"scope", "openid profile"},
                       {"state", request.state},
                       {"nonce", request.nonce},
                       {"code_challenge", request.code_challenge},
                       {"code_challenge_method", "S256"},
                       {"ui_locales", request.language}});
}

std::string formOf(const CodeRedemption& redemption) {
    return encodeForm({{"grant_type", "authorization_code"},
                       {"client_id", redemption.client_id},
                       {"redirect_uri", redemption.redirect_uri},
                       {"code", redemption.code},
                       {"code_verifier", redemption.code_verifier}});
}

std::optional<std::string> idTokenOf(const std::string& text) {
    const auto document = parseJsonObject(text);
    const auto token = document ? stringMember(*document, "id_token") : std::nullopt;
    if (!token) return std::nullopt;
    return std::string(*token);
}

/// Both halves are form-encoded first: RFC 6749, section 2.3.1.
std::string basicHeader(const std::string& id, const std::string& secret) {
    std::ostringstream text;
    Poco::Base64Encoder encoder(text);
    encoder.rdbuf()->setLineLength(0);
    encoder << encodeFormText(id) << ':' << encodeFormText(secret);
    encoder.close();
    return "Basic " + text.str();
}

void unavailable(const std::string& uri, const std::string& problem) {
    logEvent(Severity::Warning, "IDENTITY-SIGN-IN-UNAVAILABLE",
             "Nobody can be sent to the authority to sign in",
             {{"uri", uri}, {"problem", problem}});
}

}  // namespace

std::string encodeForm(
    const std::vector<std::pair<std::string_view, std::string_view>>& parameters) {
    std::string text;
    for (const auto& [name, value] : parameters) {
        if (value.empty()) continue;
        if (!text.empty()) text.push_back('&');
        text.append(name).append("=").append(encodeFormText(value));
    }
    return text;
}

std::optional<std::string> BuiltInSignIn::addressFor(const SignInRequest& request, Instant) {
    const auto directory =
        request.partner ? request.partner->value.toString() : std::string("organizations");
    return authority_.minter().settings().base + "/" + directory + "/oauth2/v2.0/authorize?" +
           queryOf(request);
}

std::optional<std::string> BuiltInSignIn::redeem(const CodeRedemption& redemption, Instant now) {
    const auto form = formOf(redemption);
    const auto reply = authority_.serve({.method = "POST",
                                         .path = "/organizations/oauth2/v2.0/token",
                                         .content_type = "application/x-www-form-urlencoded",
                                         .authorization = {},
                                         .body = form},
                                        now);
    return reply.status == 200 ? idTokenOf(reply.body) : std::nullopt;
}

ExternalSignIn::ExternalSignIn(IssuerSettings issuer, std::string secret, DocumentFetcher& fetcher,
                               FormPoster& poster)
    : issuer_(std::move(issuer)), secret_(std::move(secret)), fetcher_(fetcher), poster_(poster) {}

std::optional<std::string> ExternalSignIn::addressFor(const SignInRequest& request, Instant now) {
    const auto found = endpoints(now);
    if (!found) return std::nullopt;
    const bool has_query = found->authorization.find('?') != std::string::npos;
    return found->authorization + (has_query ? "&" : "?") + queryOf(request);
}

std::optional<std::string> ExternalSignIn::redeem(const CodeRedemption& redemption, Instant now) {
    const auto found = endpoints(now);
    if (!found) return std::nullopt;
    const auto reply =
        poster_.post(found->token, formOf(redemption),
                     secret_.empty() ? "" : basicHeader(redemption.client_id, secret_));
    if (!reply.body) unavailable(found->token, reply.problem);
    return reply.body ? idTokenOf(*reply.body) : std::nullopt;
}

std::optional<ExternalSignIn::Endpoints> ExternalSignIn::endpoints(Instant now) {
    const std::lock_guard lock(mutex_);
    if (known_ && now >= asked_ && now - asked_ < kRemembered) return known_;
    if (auto found = discover()) {
        known_ = std::move(found);
        asked_ = now;
    }
    // One that cannot be asked now is probably where it was.
    return known_;
}

std::optional<ExternalSignIn::Endpoints> ExternalSignIn::discover() {
    const auto& uri = issuer_.discovery_uri;
    const auto text = fetcher_.fetch(uri);
    if (!text.body) unavailable(uri, text.problem);
    const auto document = text.body ? parseJsonObject(*text.body) : nullptr;
    if (!document) return std::nullopt;
    const auto issuer = stringMember(*document, "issuer").value_or("");
    Endpoints found{std::string(stringMember(*document, "authorization_endpoint").value_or("")),
                    std::string(stringMember(*document, "token_endpoint").value_or(""))};
    const bool known =
        std::find(issuer_.issuers.begin(), issuer_.issuers.end(), issuer) != issuer_.issuers.end();
    const auto origin = http::originOf(uri);
    if (known && http::originOf(found.authorization) == origin &&
        http::originOf(found.token) == origin)
        return found;
    unavailable(uri, "its issuer is another, or its endpoints are on another host");
    return std::nullopt;
}

}  // namespace concordat::identity
