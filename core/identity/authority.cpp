#include "core/identity/authority.hpp"

#include <array>

#include "core/base/error.hpp"
#include "core/base/json_writer.hpp"
#include "core/base/text.hpp"
#include "core/http/html_page.hpp"

namespace concordat::identity {
namespace {

constexpr int kSeeOther = 303;
constexpr std::string_view kFormType = "application/x-www-form-urlencoded";
constexpr std::string_view kTenantPlace = "{tenantid}";
/// Far above any form of a grant; the server's own limit for bodies is for the API's.
constexpr std::size_t kMaxFormSize = std::size_t{64} * 1024;

/// Whether the path's first segment stands for every directory: metadata are the same for all.
bool isCommon(std::string_view tenant) {
    return tenant == "common" || tenant == "organizations";
}

/// Parameters such as a charset are ignored: a form is UTF-8.
bool isForm(std::string_view content_type) {
    auto type = content_type.substr(0, content_type.find(';'));
    while (type.ends_with(' ')) type.remove_suffix(1);
    return equalsIgnoringCase(type, kFormType);
}

AuthorityReply errorReply(const OauthError& error, Instant now) {
    AuthorityReply reply{error.status, {{"Cache-Control", "no-store"}}, toJson(error, now)};
    // Required by RFC 6749 where a client tried a header, and harmless elsewhere.
    if (error.status == 401)
        reply.headers.emplace_back("WWW-Authenticate", "Basic realm=\"concordat\"");
    if (error.status == 503) reply.headers.emplace_back("Retry-After", "5");
    return reply;
}

void writeList(JsonWriter& json, std::string_view name,
               std::initializer_list<std::string_view> values) {
    json.name(name).beginArray();
    for (const auto value : values) json.value(value);
    json.endArray();
}

/// What clients look up before their first request; each is true of the two endpoints.
void writeCapabilities(JsonWriter& json) {
    writeList(json, "grant_types_supported",
              {"authorization_code", "client_credentials", "password", "refresh_token"});
    writeList(json, "response_types_supported", {"code"});
    writeList(json, "response_modes_supported", {"query"});
    writeList(json, "code_challenge_methods_supported", {"S256"});
    writeList(json, "token_endpoint_auth_methods_supported",
              {"client_secret_post", "client_secret_basic", "none"});
    writeList(json, "id_token_signing_alg_values_supported", {"RS256"});
    writeList(json, "subject_types_supported", {"public"});
    writeList(json, "scopes_supported", {"openid", "profile", "email", "offline_access"});
    writeList(json, "claims_supported",
              {"iss", "aud", "sub", "exp", "nbf", "iat", "tid", "oid", "upn", "preferred_username",
               "appid", "azp", "roles", "scp", "idtyp", "ver"});
}

}  // namespace

/// A path of the authority, taken apart.
struct Authority::Route {
    Resource resource;
    TokenVersion version;
    std::string_view tenant;
};

// The comma at the minter refuses before anything is built.
Authority::Authority(std::string_view environment, AuthoritySettings settings,
                     const SigningKeys& keys, DirectoryAccounts& accounts,
                     RefreshTokenStore& refresh_tokens)
    : minter_((requireAuthorityAllowed(environment), std::move(settings)), keys),
      keys_(keys),
      endpoint_(minter_, accounts, refresh_tokens),
      authorization_(minter_, accounts) {}

bool Authority::owns(std::string_view path) noexcept {
    return routeOf(path).has_value();
}

bool Authority::mayBlock(std::string_view path) noexcept {
    const auto route = routeOf(path);
    return route && (route->resource == Resource::Token || route->resource == Resource::Login);
}

AuthorityReply Authority::serve(const AuthorityRequest& request, Instant now) {
    const auto route = routeOf(request.path);
    if (!route) return errorReply(oauth::kUnknownTenant, now);
    if (route->resource == Resource::Login) return serveLogin(*route, request, now);
    const bool posts = route->resource == Resource::Token;
    const bool fits =
        posts ? request.method == "POST" : request.method == "GET" || request.method == "HEAD";
    if (!fits) {
        auto reply = errorReply(oauth::kMethodNotAllowed, now);
        reply.headers.emplace_back("Allow", posts ? "POST" : "GET, HEAD");
        return reply;
    }
    if (posts) return serveToken(*route, request, now);
    // Discovery and keys do not ask whether the directory exists: they must not block.
    if (!isCommon(route->tenant) && !Uuid::parse(route->tenant))
        return errorReply(oauth::kUnknownTenant, now);
    return {200,
            // Short, so that a rotation is seen.
            {{"Cache-Control", "max-age=300"}},
            route->resource == Resource::Keys ? keys_.jwks() : configuration(*route)};
}

/// The route of a path: one segment for the tenant, then one of seven endings.
std::optional<Authority::Route> Authority::routeOf(std::string_view path) noexcept {
    struct Ending {
        std::string_view text;
        Resource resource;
        TokenVersion version;
    };
    static constexpr std::array<Ending, 7> kEndings = {{
        {"/oauth2/token", Resource::Token, TokenVersion::V1},
        {"/oauth2/v2.0/token", Resource::Token, TokenVersion::V2},
        {"/oauth2/v2.0/authorize", Resource::Login, TokenVersion::V2},
        {"/.well-known/openid-configuration", Resource::Configuration, TokenVersion::V1},
        {"/v2.0/.well-known/openid-configuration", Resource::Configuration, TokenVersion::V2},
        {"/discovery/keys", Resource::Keys, TokenVersion::V1},
        {"/discovery/v2.0/keys", Resource::Keys, TokenVersion::V2},
    }};
    if (!path.starts_with('/')) return std::nullopt;
    const auto slash = path.find('/', 1);
    if (slash == std::string_view::npos || slash == 1) return std::nullopt;
    // Endings compared whole: what stands before is the tenant, one segment.
    for (const auto& ending : kEndings)
        if (path.substr(slash) == ending.text)
            return Route{ending.resource, ending.version, path.substr(1, slash - 1)};
    return std::nullopt;
}

AuthorityReply Authority::serveToken(const Route& route, const AuthorityRequest& request,
                                     Instant now) try {
    if (!isForm(request.content_type)) return errorReply(oauth::kNotAForm, now);
    auto form = request.body.size() > kMaxFormSize ? std::nullopt : parseForm(request.body);
    if (!form) return errorReply(oauth::kMalformed, now);
    const auto outcome =
        valueOf(*form, "grant_type") == "authorization_code"
            ? authorization_.redeem(*form, now)
            : endpoint_.grant(
                  {route.version, route.tenant, request.authorization, std::move(*form)}, now);
    if (const auto* error = std::get_if<OauthError>(&outcome)) return errorReply(*error, now);
    return {200,
            {{"Cache-Control", "no-store"}, {"Pragma", "no-cache"}},
            std::get<std::string>(outcome)};
} catch (const Error&) {
    // The endpoint answers in OAuth's form, not in that of the partner API.
    return errorReply(oauth::kUnavailable, now);
}

AuthorityReply Authority::serveLogin(const Route& route, const AuthorityRequest& request,
                                     Instant now) try {
    const bool posts = request.method == "POST";
    if (!posts && request.method != "GET" && request.method != "HEAD") {
        auto reply = errorReply(oauth::kMethodNotAllowed, now);
        reply.headers.emplace_back("Allow", "GET, HEAD, POST");
        return reply;
    }
    const auto tenant = Uuid::parse(route.tenant);
    if (!tenant && !isCommon(route.tenant)) return errorReply(oauth::kUnknownTenant, now);
    if (posts && !isForm(request.content_type)) return errorReply(oauth::kNotAForm, now);
    auto parameters = parseForm(request.query);
    auto typed = request.body.size() > kMaxFormSize ? std::nullopt : parseForm(request.body);
    if (!parameters || !typed) return errorReply(oauth::kMalformed, now);
    const auto outcome = authorization_.authorize(
        {tenant ? std::optional(PartnerId{*tenant}) : std::nullopt, std::move(*parameters),
         posts ? std::move(typed) : std::nullopt, pageLanguageOf(request.accept_language)},
        now);
    if (const auto* redirect = std::get_if<Redirect>(&outcome))
        return {kSeeOther, {{"Location", redirect->address}, {"Cache-Control", "no-store"}}, {}};
    const auto& page = std::get<LoginPage>(outcome);
    return {page.status, http::pageHeaders(page.form_origin), page.html};
} catch (const Error&) {
    return errorReply(oauth::kUnavailable, now);
}

std::string Authority::configuration(const Route& route) const {
    const bool first = route.version == TokenVersion::V1;
    const auto root = minter_.settings().base + "/" + std::string(route.tenant);
    std::string text;
    JsonWriter json(text);
    json.beginObject();
    json.member("issuer", minter_.issuerOf(isCommon(route.tenant) ? kTenantPlace : route.tenant,
                                           route.version));
    // One form: what comes of it is an ID token, which has no others.
    json.member("authorization_endpoint", root + "/oauth2/v2.0/authorize");
    json.member("token_endpoint", root + (first ? "/oauth2/token" : "/oauth2/v2.0/token"));
    json.member("jwks_uri", root + (first ? "/discovery/keys" : "/discovery/v2.0/keys"));
    writeCapabilities(json);
    json.endObject();
    return text;
}

}  // namespace concordat::identity
