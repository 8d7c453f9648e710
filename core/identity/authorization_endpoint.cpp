#include "core/identity/authorization_endpoint.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/json_writer.hpp"
#include "core/base/sha256.hpp"
#include "core/http/html_page.hpp"
#include "core/identity/base64url.hpp"
#include "core/identity/login_page.hpp"
#include "core/identity/secrets.hpp"

namespace concordat::identity {
namespace {

constexpr int kBadRequest = 400;
constexpr int kForbidden = 403;
/// base64url of SHA-256.
constexpr std::size_t kChallengeSize = 43;
/// Of RFC 7636.
constexpr std::size_t kShortestVerifier = 43;
constexpr std::size_t kLongestVerifier = 128;

bool isUnreserved(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

bool isMadeOfUnreserved(std::string_view text) {
    return std::all_of(text.begin(), text.end(), isUnreserved);
}

bool hasWord(std::string_view words, std::string_view word) {
    while (!words.empty()) {
        const auto first = words.substr(0, words.find(' '));
        if (first == word) return true;
        words.remove_prefix(std::min(first.size() + 1, words.size()));
    }
    return false;
}

/// The registered application that asks, when the address is one of its own, letter by letter.
const AuthorityClient* clientOf(const AuthoritySettings& settings, const Form& form) {
    const auto id = Uuid::parse(valueOf(form, "client_id"));
    const auto address = valueOf(form, "redirect_uri");
    for (const auto& client : settings.clients)
        if (id && client.id.value == *id && client.redirect_uri == address) return &client;
    return nullptr;
}

Redirect redirectWith(const Form& parameters, const std::string& result) {
    auto address = std::string(valueOf(parameters, "redirect_uri")) + "?" + result;
    if (const auto state = valueOf(parameters, "state"); !state.empty())
        address += "&state=" + encodeFormText(state);
    return {std::move(address)};
}

/// What is wrong with a request of a registered application; empty: nothing.
std::string_view faultOf(const Form& parameters) {
    const auto is = [&](std::string_view name, std::string_view value) {
        return valueOf(parameters, name) == value;
    };
    if (!is("response_type", "code")) return "unsupported_response_type";
    if (!is("response_mode", "") && !is("response_mode", "query")) return "invalid_request";
    const auto challenge = valueOf(parameters, "code_challenge");
    const bool fits = challenge.size() == kChallengeSize && isMadeOfUnreserved(challenge);
    if (!is("code_challenge_method", "S256") || !fits) return "invalid_request";
    if (!hasWord(valueOf(parameters, "scope"), "openid")) return "invalid_scope";
    // Nobody is ever signed in already.
    if (is("prompt", "none")) return "login_required";
    return {};
}

LoginPage askAgain(const AuthorizationRequest& request, LoginProblem problem) {
    const auto typed = request.typed ? valueOf(*request.typed, "username") : std::string_view();
    LoginForm form;
    form.name = typed.empty() ? valueOf(request.parameters, "login_hint") : typed;
    form.asks_for_directory = !request.partner;
    if (request.typed) form.directory = valueOf(*request.typed, "directory");
    LoginPage page{200, loginPage(request.language, form, problem), {}};
    if (problem == LoginProblem::Wrong) page.status = kBadRequest;
    if (problem == LoginProblem::Closed) page.status = kForbidden;
    page.form_origin = http::originOf(valueOf(request.parameters, "redirect_uri"));
    return page;
}

/// In constant time, and only for a verifier of the right form.
bool verifierFits(std::string_view verifier, const std::string& challenge) {
    if (verifier.size() < kShortestVerifier || verifier.size() > kLongestVerifier ||
        !isMadeOfUnreserved(verifier))
        return false;
    return isSameSecret(encodeBase64Url(hashSecret(verifier)), challenge);
}

}  // namespace

AuthorizationOutcome AuthorizationEndpoint::authorize(const AuthorizationRequest& request,
                                                      Instant now) {
    if (clientOf(minter_.settings(), request.parameters) == nullptr)
        return LoginPage{kBadRequest, unknownApplicationPage(request.language), {}};
    if (const auto fault = faultOf(request.parameters); !fault.empty())
        return redirectWith(request.parameters, "error=" + std::string(fault));
    if (!request.typed) return askAgain(request, LoginProblem::None);
    return signIn(request, now);
}

/// Who the typed name is, in the directory of the path or the typed one.
std::optional<SignInAccount> AuthorizationEndpoint::find(const AuthorizationRequest& request) {
    auto partner = request.partner;
    if (!partner) {
        const auto typed = Uuid::parse(valueOf(*request.typed, "directory"));
        if (!typed) return std::nullopt;
        partner = PartnerId{*typed};
    }
    return accounts_.findSignIn(*partner, valueOf(*request.typed, "username"));
}

AuthorizationOutcome AuthorizationEndpoint::signIn(const AuthorizationRequest& request,
                                                   Instant now) {
    auto account = find(request);
    const auto password = valueOf(*request.typed, "password");
    // Checked for an unknown user too, so that time does not tell who is known.
    if (!mayEnter(account ? &account->user : nullptr, password))
        return askAgain(request, LoginProblem::Wrong);
    if (!account->may_sign_in) return askAgain(request, LoginProblem::Closed);
    const auto& parameters = request.parameters;
    CodeGrant grant;
    grant.subject = {PartnerId{account->directory}, clientOf(minter_.settings(), parameters)->id,
                     std::move(account->user)};
    grant.redirect_uri = valueOf(parameters, "redirect_uri");
    grant.code_challenge = valueOf(parameters, "code_challenge");
    grant.nonce = valueOf(parameters, "nonce");
    return redirectWith(parameters, "code=" + codes_.issue(std::move(grant), now));
}

GrantOutcome AuthorizationEndpoint::redeem(const Form& form, Instant now) {
    for (const auto* name : {"code", "redirect_uri", "client_id", "code_verifier"})
        if (valueOf(form, name).empty()) return oauth::parameterMissing(name);
    const auto* client = clientOf(minter_.settings(), form);
    if (client == nullptr) return oauth::kInvalidClient;
    const auto grant = codes_.take(std::string(valueOf(form, "code")), now);
    if (!grant || grant->subject.application != client->id ||
        grant->redirect_uri != valueOf(form, "redirect_uri") ||
        !verifierFits(valueOf(form, "code_verifier"), grant->code_challenge))
        return oauth::kInvalidCode;
    std::string text;
    JsonWriter json(text);
    json.beginObject().member("token_type", "Bearer").member("scope", "openid");
    json.member("expires_in", std::int64_t{minter_.settings().token_lifetime.count()});
    // Required by OAuth; its audience is the application itself, so that it opens nothing.
    json.member("access_token",
                minter_.mint(grant->subject, client->id.value.toString(), TokenVersion::V2, now));
    json.member("id_token", minter_.mintIdToken(grant->subject, now, grant->nonce));
    json.endObject();
    return text;
}

}  // namespace concordat::identity
