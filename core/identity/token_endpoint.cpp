#include "core/identity/token_endpoint.hpp"

#include <algorithm>
#include <utility>

#include "core/base/json_writer.hpp"
#include "core/base/log.hpp"
#include "core/base/text.hpp"
#include "core/identity/client_credentials.hpp"
#include "core/identity/secrets.hpp"

namespace concordat::identity {
namespace {

constexpr std::string_view kDefaultScope = "/.default";
constexpr std::string_view kUserScope = "/user_impersonation";

/// Clients of v1 write resources with a slash at the end, those of v2 cannot; both mean the same
/// one.
std::string_view withoutSlash(std::string_view resource) {
    if (resource.ends_with('/')) resource.remove_suffix(1);
    return resource;
}

/// The resource as the settings write it, given with or without a slash at its end.
std::optional<std::string> knownResource(const AuthoritySettings& settings,
                                         std::string_view resource, bool application_only) {
    const auto matches = [&](const std::string& known) {
        return withoutSlash(known) == withoutSlash(resource);
    };
    const auto find = [&](const std::vector<std::string>& list) {
        const auto found = std::find_if(list.begin(), list.end(), matches);
        return found == list.end() ? std::nullopt : std::optional<std::string>(*found);
    };
    auto found = find(settings.audiences);
    if (!found && application_only) found = find(settings.application_audiences);
    return found;
}

/// The resource that one word of a scope names; nothing when the word has another form.
std::optional<std::string_view> resourceOf(std::string_view word, bool application_only) {
    // "/.default": whatever the application has been given. There is no other permission here.
    if (word.ends_with(kDefaultScope)) return word.substr(0, word.size() - kDefaultScope.size());
    if (!application_only && word.ends_with(kUserScope))
        return word.substr(0, word.size() - kUserScope.size());
    return std::nullopt;
}

/// Scopes are separated by single blanks; two in a row give an empty word, which is passed over.
std::string_view takeWord(std::string_view& text) {
    const auto word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(word.size() + 1, text.size()));
    return word;
}

/// What OpenID Connect defines and this authority knows; of it only two words change the reply.
bool isOpenidWord(std::string_view word) {
    return word == "openid" || word == "profile" || word == "email" || word == "offline_access";
}

/// Ids alone: whose sign-in it was is personal data.
void logReuse(const RefreshGrant& grant) {
    logEvent(Severity::Warning, "IDENTITY-REFRESH-TOKEN-REUSED",
             "A refresh token was used twice; its sign-in is revoked",
             {{"partner", grant.partner.value.toString()},
              {"application", grant.application.value.toString()}});
}

}  // namespace

/// The application that asks, proven.
struct TokenEndpoint::Client {
    PartnerId partner;
    ApplicationId application;
    bool has_proved_itself = false;  ///< by a secret; a public application has none
};

/// What is asked for.
struct TokenEndpoint::Scope {
    std::string audience;
    bool openid = false;
    bool offline_access = false;
};

/// Who signed in, if anyone, and the refresh token that goes with it, if any.
struct TokenEndpoint::SignIn {
    std::optional<UserAccount> user;
    std::string refresh_token;
};

TokenEndpoint::TokenEndpoint(const TokenMinter& minter, DirectoryAccounts& accounts,
                             RefreshTokenStore& refresh_tokens)
    : minter_(minter), accounts_(accounts), refresh_tokens_(refresh_tokens) {}

GrantOutcome TokenEndpoint::grant(const GrantRequest& request, Instant now) {
    const auto type = valueOf(request.form, "grant_type");
    if (type.empty()) return oauth::parameterMissing("grant_type");
    Client client;
    // Before the grant's type is looked at: a stranger learns only that it is one.
    if (const auto error = authenticate(request, client)) return *error;
    if (type == "client_credentials") return grantToApplication(request, client, now);
    if (type == "password") return grantByPassword(request, client, now);
    if (type == "refresh_token") return grantByRefreshToken(request, client, now);
    return oauth::kUnsupportedGrant;
}

/// Fills `client`, or says why not.
std::optional<OauthError> TokenEndpoint::authenticate(const GrantRequest& request, Client& client) {
    // "common" finds nothing here: a token is always of one directory.
    const auto tenant = Uuid::parse(request.tenant);
    const auto account = tenant ? accounts_.findTenant(PartnerId{*tenant}) : std::nullopt;
    if (!account) return oauth::kUnknownTenant;
    ClientCredentials credentials;
    if (const auto error = readClientCredentials(request.form, request.authorization, credentials))
        return error;
    const auto id = Uuid::parse(credentials.id);
    if (!id) return oauth::kInvalidClient;
    client.partner = PartnerId{*tenant};
    client.application = ApplicationId{*id};
    const auto application = accounts_.findApplication(client.partner, client.application);
    if (!application) return oauth::kInvalidClient;
    client.has_proved_itself = matchesAny(application->secret_hashes, credentials.secret);
    // A secret that is sent must be right, also of a public application.
    const bool needs_no_proof = application->is_public && credentials.secret.empty();
    if (!client.has_proved_itself && !needs_no_proof) return oauth::kInvalidClient;
    // After the proof: strangers do not learn which directories are closed.
    if (!account->may_sign_in) return oauth::kTenantClosed;
    return std::nullopt;
}

/// Fills `scope` from `resource` (v1) or `scope` (v2), or says why not.
std::optional<OauthError> TokenEndpoint::readScope(const GrantRequest& request,
                                                   bool application_only, Scope& scope) const {
    const bool first = request.version == TokenVersion::V1;
    const std::string_view name = first ? "resource" : "scope";
    const auto text = valueOf(request.form, name);
    if (text.empty()) return oauth::parameterMissing(name);
    if (!first) return readWords(text, application_only, scope);
    const auto resource = knownResource(minter_.settings(), text, application_only);
    if (!resource) return oauth::kInvalidResource;
    scope.audience = *resource;
    scope.offline_access = true;  // v1 has no scope to ask for it
    return std::nullopt;
}

/// Fills `scope` from the words of v2: those of OpenID Connect, and exactly one resource.
std::optional<OauthError> TokenEndpoint::readWords(std::string_view text, bool application_only,
                                                   Scope& scope) const {
    while (!text.empty()) {
        const auto word = takeWord(text);
        scope.openid |= word == "openid";
        scope.offline_access |= word == "offline_access";
        if (word.empty() || isOpenidWord(word)) continue;
        const auto named = resourceOf(word, application_only);
        const auto resource =
            named ? knownResource(minter_.settings(), *named, application_only) : std::nullopt;
        if (!resource || (!scope.audience.empty() && scope.audience != *resource))
            return oauth::kInvalidScope;
        scope.audience = *resource;
    }
    if (scope.audience.empty()) return oauth::kInvalidScope;
    return std::nullopt;
}

GrantOutcome TokenEndpoint::grantToApplication(const GrantRequest& request, const Client& client,
                                               Instant now) {
    if (!client.has_proved_itself) return oauth::kInvalidClient;
    Scope scope;
    if (const auto error = readScope(request, true, scope)) return *error;
    return reply(request, client, scope, {}, now);
}

/// The scope is read before the password, which costs a quarter of a second.
GrantOutcome TokenEndpoint::grantByPassword(const GrantRequest& request, const Client& client,
                                            Instant now) {
    const auto user_name = valueOf(request.form, "username");
    const auto password = valueOf(request.form, "password");
    if (user_name.empty()) return oauth::parameterMissing("username");
    if (password.empty()) return oauth::parameterMissing("password");
    Scope scope;
    if (const auto error = readScope(request, false, scope)) return *error;
    auto user = accounts_.findUser(client.partner, user_name);
    // Checked for an unknown user too, so that time does not tell who is known.
    const auto hash = user ? user->password_hash : std::string();
    if (!passwordMatches(hash, password) || !user) return oauth::kInvalidUser;
    SignIn sign_in{std::move(user), {}};
    if (scope.offline_access) {
        sign_in.refresh_token = makeSecret();
        refresh_tokens_.add(hashSecret(sign_in.refresh_token),
                            {client.partner, client.application, sign_in.user->id, scope.audience,
                             makeRandomUuid(), now + minter_.settings().refresh_lifetime});
    }
    return reply(request, client, scope, sign_in, now);
}

GrantOutcome TokenEndpoint::grantByRefreshToken(const GrantRequest& request, const Client& client,
                                                Instant now) {
    const auto token = valueOf(request.form, "refresh_token");
    if (token.empty()) return oauth::parameterMissing("refresh_token");
    const auto wanted =
        valueOf(request.form, request.version == TokenVersion::V1 ? "resource" : "scope");
    Scope scope;
    if (!wanted.empty())
        if (const auto error = readScope(request, false, scope)) return *error;
    // Made before the exchange, so that old and new token change places in one step.
    SignIn sign_in{std::nullopt, makeSecret()};
    const auto hash = hashSecret(token);
    // All that may fail comes before it, too: a client that is told to try again must not find its
    // token used.
    if (const auto shown = refresh_tokens_.find(client.partner, client.application, hash, now))
        sign_in.user = accounts_.findUser(client.partner, shown->user);
    const auto use = refresh_tokens_.exchange(client.partner, client.application, hash,
                                              hashSecret(sign_in.refresh_token), now);
    // A thief or a client that lost a reply: the operator can tell which by how often it happens.
    if (use.state == RefreshState::Reused) logReuse(use.grant);
    if (use.state != RefreshState::Good) return oauth::kInvalidRefreshToken;
    if (!sign_in.user) return oauth::kUserGone;
    if (scope.audience.empty()) scope.audience = use.grant.audience;
    return reply(request, client, scope, sign_in, now);
}

/// Numbers and names as clients of each form parse them; v1 says when in absolute seconds, v2 does
/// not.
std::string TokenEndpoint::reply(const GrantRequest& request, const Client& client,
                                 const Scope& scope, const SignIn& sign_in, Instant now) const {
    const TokenSubject subject{client.partner, client.application, sign_in.user};
    const auto lifetime = minter_.settings().token_lifetime;
    const auto seconds = [](Instant instant) {
        return std::chrono::duration_cast<std::chrono::seconds>(instant.time_since_epoch()).count();
    };
    std::string text;
    JsonWriter json(text);
    json.beginObject().member("token_type", "Bearer");
    json.member("expires_in", std::int64_t{lifetime.count()});
    json.member("ext_expires_in", std::int64_t{lifetime.count()});
    if (request.version == TokenVersion::V1) {
        json.member("not_before", std::int64_t{seconds(now)});
        json.member("expires_on", std::int64_t{seconds(now + lifetime)});
        json.member("resource", std::string_view(scope.audience));
        if (sign_in.user) json.member("scope", kUserScope.substr(1));
    } else {
        json.member("scope", std::string(withoutSlash(scope.audience))
                                 .append(sign_in.user ? kUserScope : kDefaultScope));
    }
    json.member("access_token", minter_.mint(subject, scope.audience, request.version, now));
    json.memberIfAny("refresh_token", sign_in.refresh_token);
    if (scope.openid && sign_in.user) json.member("id_token", minter_.mintIdToken(subject, now));
    json.endObject();
    return text;
}

}  // namespace concordat::identity
