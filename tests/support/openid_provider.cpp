#include "tests/support/openid_provider.hpp"

#include <Poco/URI.h>
#include <algorithm>
#include <fstream>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <stdexcept>
#include <utility>

#include "core/base/log.hpp"

namespace concordat::testing_support {
namespace {

constexpr const char* kSchema = "/usr/share/dbconfig-common/data/glewlwyd/install/sqlite3";

// As the provider's own schema sets them.
constexpr const char* kAdministrator = "admin";
constexpr const char* kAdministratorsPassword = "password";

std::string configuration(unsigned short port, const std::string& database) {
    const auto address = "127.0.0.1:" + std::to_string(port);
    return "port=" + std::to_string(port) + "\nbind_address=\"127.0.0.1\"\nexternal_url=\"http://" +
           address + "\"\ndatabase = { type = \"sqlite3\"; path = \"" + database + "\"; };\n" +
           R"(login_url="login.html"
api_prefix="api"
static_files_path="/usr/share/glewlwyd/webapp/"
log_mode="console"
log_level="INFO"
cookie_domain="127.0.0.1"
cookie_secure=0
session_expiration=3600
session_key="session"
admin_scope="g_admin"
profile_scope="g_profile"
user_module_path="/usr/lib/glewlwyd/user"
user_middleware_module_path="/usr/lib/glewlwyd/user_middleware"
client_module_path="/usr/lib/glewlwyd/client"
user_auth_scheme_module_path="/usr/lib/glewlwyd/scheme"
plugin_module_path="/usr/lib/glewlwyd/plugin"
use_secure_connection=false
secure_connection_key_file="unused"
secure_connection_pem_file="unused"
secure_connection_ca_file="unused"
hash_algorithm="SHA512"
)";
}

/// The properties of users that the provider keeps beside its own, and puts into tokens.
constexpr const char* kUserProperties = R"({"module":"database","name":"database",
"display_name":"users","order_rank":0,"readonly":false,"multiple_passwords":false,
"parameters":{"use-glewlwyd-connection":true,"data-format":{
"tid":{"multiple":false,"read":true,"write":true},
"oid":{"multiple":false,"read":true,"write":true},
"upn":{"multiple":false,"read":true,"write":true},
"scp":{"multiple":false,"read":true,"write":true},
"roles":{"multiple":false,"read":true,"write":true}}}})";

constexpr const char* kAccessTokenClaims = R"([{"user-parameter":"tid","token-parameter":"tid"},
{"user-parameter":"oid","token-parameter":"oid"},
{"user-parameter":"upn","token-parameter":"upn"},
{"user-parameter":"scp","token-parameter":"scp"},
{"user-parameter":"roles","token-parameter":"roles"}])";

constexpr const char* kIdTokenClaims =
    R"([{"name":"tid","user-property":"tid","type":"string","mandatory":true},
{"name":"oid","user-property":"oid","type":"string","mandatory":true},
{"name":"upn","user-property":"upn","type":"string","mandatory":true},
{"name":"roles","user-property":"roles","type":"string","mandatory":true}])";

std::string jsonText(std::string_view text) {
    std::string out;
    appendJsonString(out, text);
    return out;
}

std::string listOf(const std::vector<std::string>& texts) {
    std::string list;
    for (const auto& text : texts) list += (list.empty() ? "" : ",") + jsonText(text);
    return "[" + list + "]";
}

std::string joined(const std::vector<std::string>& texts) {
    std::string out;
    for (const auto& text : texts) out += (out.empty() ? "" : ",") + text;
    return out;
}

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

/// A number of a key as JWK writes it, with leading zeros up to `size` bytes.
std::string number(const Key& key, const char* name, int size = 0) {
    BIGNUM* value = nullptr;
    if (EVP_PKEY_get_bn_param(key.get(), name, &value) != 1) throw std::runtime_error(name);
    std::string bytes(static_cast<std::size_t>(std::max(size, BN_num_bytes(value))), '\0');
    auto* out = reinterpret_cast<unsigned char*>(bytes.data());
    BN_bn2binpad(value, out, static_cast<int>(bytes.size()));
    BN_clear_free(value);
    auto text = base64(bytes);
    std::ranges::replace(text, '+', '-');
    std::ranges::replace(text, '/', '_');
    return jsonText(text.substr(0, text.find('=')));
}

std::string rsaKeys(const std::string& kid) {
    constexpr unsigned kBits = 2048;
    const Key key(EVP_RSA_gen(kBits), EVP_PKEY_free);
    const auto member = [&](const char* name) { return number(key, name); };
    return R"({"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":)" + jsonText(kid) +
           ",\"n\":" + member(OSSL_PKEY_PARAM_RSA_N) + ",\"e\":" + member(OSSL_PKEY_PARAM_RSA_E) +
           ",\"d\":" + member(OSSL_PKEY_PARAM_RSA_D) +
           ",\"p\":" + member(OSSL_PKEY_PARAM_RSA_FACTOR1) +
           ",\"q\":" + member(OSSL_PKEY_PARAM_RSA_FACTOR2) +
           ",\"dp\":" + member(OSSL_PKEY_PARAM_RSA_EXPONENT1) +
           ",\"dq\":" + member(OSSL_PKEY_PARAM_RSA_EXPONENT2) +
           ",\"qi\":" + member(OSSL_PKEY_PARAM_RSA_COEFFICIENT1) + "}]}";
}

std::string ellipticKeys(const std::string& kid) {
    constexpr int kBytes = 32;
    const Key key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    const auto member = [&](const char* name) { return number(key, name, kBytes); };
    return R"({"keys":[{"kty":"EC","crv":"P-256","use":"sig","alg":"ES256","kid":)" +
           jsonText(kid) + ",\"x\":" + member(OSSL_PKEY_PARAM_EC_PUB_X) +
           ",\"y\":" + member(OSSL_PKEY_PARAM_EC_PUB_Y) +
           ",\"d\":" + member(OSSL_PKEY_PARAM_PRIV_KEY) + "}]}";
}

}  // namespace

OpenIdProvider::OpenIdProvider() : port_(findFreePort()) {
    const auto database = folder_.at("provider.db");
    ChildProcess schema(
        {"sh", "-c",
         std::string("sqlite3 -cmd 'PRAGMA synchronous=OFF' \"$DATABASE\" <") + kSchema},
        {{"DATABASE", database}});
    if (schema.wait() != 0) throw std::runtime_error("no database: " + schema.output());
    const auto file = folder_.at("provider.conf");
    std::ofstream(file) << configuration(port_, database);
    program_ = std::make_unique<ChildProcess>(
        std::vector<std::string>{"glewlwyd", "--config-file=" + file});
    (void)program_->waitForLine("Glewlwyd started on port");
    client_ = std::make_unique<HttpClient>(port_);
    waitUntilItListens();
    cookie_ = signIn(kAdministrator, kAdministratorsPassword);
    administer("PUT", "/api/mod/user/database", kUserProperties);
    administer("PUT", "/api/mod/user/database/reset", "");
    installPlugin("POST", "/api/mod/plugin", rsaKeys("first"));
}

std::string OpenIdProvider::issuer() const {
    return "http://127.0.0.1:" + std::to_string(port_) + "/api/oidc";
}

std::string OpenIdProvider::discoveryUri() const {
    return issuer() + "/.well-known/openid-configuration";
}

void OpenIdProvider::addScope(const std::string& scope) {
    administer("POST", "/api/scope",
               R"({"display_name":"scope","description":"scope","password_required":false,)"
               R"("password_max_age":0,"scheme":{},"name":)" +
                   jsonText(scope) + "}");
}

void OpenIdProvider::addApplication(const std::string& id, const std::string& secret,
                                    const std::string& scope) {
    administer("POST", "/api/client",
               R"({"name":"application","description":"application","enabled":true,)"
               R"("confidential":true,"redirect_uri":["http://127.0.0.1/"],)"
               R"("authorization_type":["password","client_credentials"],)"
               R"("token_endpoint_auth_method":["client_secret_basic"],"client_id":)" +
                   jsonText(id) + ",\"password\":" + jsonText(secret) +
                   ",\"scope\":" + listOf({scope}) + "}");
}

void OpenIdProvider::addBrowserApplication(const std::string& id, const std::string& secret,
                                           const std::string& redirect_uri) {
    administer("POST", "/api/client",
               R"({"name":"pages","description":"pages","enabled":true,"confidential":true,)"
               R"("authorization_type":["code"],"scope":["openid"],)"
               R"("token_endpoint_auth_method":["client_secret_basic"],"client_id":)" +
                   jsonText(id) + ",\"password\":" + jsonText(secret) +
                   ",\"redirect_uri\":" + listOf({redirect_uri}) + "}");
}

void OpenIdProvider::addUser(const ProviderUser& user, const std::string& scope) {
    administer("POST", "/api/user",
               R"({"enabled":true,"scp":"user_impersonation","username":)" + jsonText(user.name) +
                   ",\"name\":" + jsonText(user.name) + ",\"password\":" + jsonText(user.password) +
                   ",\"scope\":" + listOf({scope}) + ",\"tid\":" + jsonText(user.tenant) +
                   ",\"oid\":" + jsonText(user.object_id) +
                   ",\"upn\":" + jsonText(user.name + "@example.test") +
                   ",\"roles\":" + jsonText(joined(user.roles)) + "}");
}

void OpenIdProvider::rotateKey(const std::string& kid) {
    installPlugin("PUT", "/api/mod/plugin/oidc", ellipticKeys(kid));
    administer("PUT", "/api/mod/plugin/oidc/reset", "");
}

std::string OpenIdProvider::userToken(const ProviderUser& user, const std::string& application,
                                      const std::string& secret, const std::string& scope) {
    return token(application, secret,
                 "grant_type=password&username=" + percentEncoded(user.name) + "&password=" +
                     percentEncoded(user.password) + "&scope=" + percentEncoded(scope));
}

std::string OpenIdProvider::applicationToken(const std::string& application,
                                             const std::string& secret, const std::string& scope) {
    return token(application, secret,
                 "grant_type=client_credentials&scope=" + percentEncoded(scope));
}

std::string OpenIdProvider::redirectOf(const std::string& address, const std::string& cookie) {
    HttpFields fields;
    if (!cookie.empty()) fields["Cookie"] = cookie;
    const auto answer = client_->ask({"GET", Poco::URI(address).getPathAndQuery(), fields, {}});
    const auto location = answer.fields.find("location");
    if (location == answer.fields.end())
        throw std::runtime_error("the provider leads nowhere from " + address + answer.body);
    return location->second;
}

std::string OpenIdProvider::signInAt(const std::string& address, const ProviderUser& user) {
    const auto page = redirectOf(address);
    for (const auto& [name, value] : Poco::URI(page).getQueryParameters())
        if (name == "callback_url")
            return redirectOf(value + "&g_continue", signIn(user.name, user.password));
    throw std::runtime_error("the provider shows no login page but " + page);
}

void OpenIdProvider::waitUntilItListens() {
    constexpr int kAttempts = 1'000;
    constexpr std::chrono::milliseconds kPause{10};
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        if (client_->send({"GET", "/config", {}, {}})) return;
        std::this_thread::sleep_for(kPause);  // nothing tells when
    }
    throw std::runtime_error("the provider does not listen: " + program_->output());
}

std::string OpenIdProvider::signIn(const std::string& name, const std::string& password) {
    const auto answer = client_->ask(
        {"POST",
         "/api/auth/",
         {{"Content-Type", "application/json"}},
         "{\"username\":" + jsonText(name) + ",\"password\":" + jsonText(password) + "}"});
    const auto cookie = answer.fields.find("set-cookie");
    if (answer.status != 200 || cookie == answer.fields.end()) {
        throw std::runtime_error(name + " cannot sign in: " + answer.body);
    }
    return cookie->second.substr(0, cookie->second.find(';'));
}

void OpenIdProvider::installPlugin(const std::string& method, const std::string& target,
                                   const std::string& keys) {
    administer(method, target,
               R"({"module":"oidc","name":"oidc","display_name":"provider","parameters":{)"
               R"("jwt-type":"rsa","jwt-key-size":"256","access-token-duration":3600,)"
               R"("refresh-token-duration":3600,"code-duration":600,"allow-non-oidc":true,)"
               R"("refresh-token-rolling":false,"auth-type-code-enabled":true,)"
               R"("auth-type-password-enabled":true,"auth-type-client-enabled":true,)"
               R"("auth-type-implicit-enabled":false,"auth-type-refresh-enabled":true,)"
               R"("pkce-allowed":true,"pkce-required":true,"pkce-method-plain-allowed":false,)"
               R"("jwks-show":true,"subject-type":"public","iss":)" +
                   jsonText(issuer()) + ",\"jwks-private\":" + jsonText(keys) +
                   ",\"additional-parameters\":" + kAccessTokenClaims +
                   ",\"claims\":" + kIdTokenClaims + "}}");
}

void OpenIdProvider::administer(const std::string& method, const std::string& target,
                                const std::string& body) {
    const auto answer = client_->ask(
        {method, target, {{"Content-Type", "application/json"}, {"Cookie", cookie_}}, body});
    if (answer.status != 200) {
        throw std::runtime_error("the provider refuses " + target + ": " + answer.body +
                                 program_->output());
    }
}

std::string OpenIdProvider::token(const std::string& application, const std::string& secret,
                                  const std::string& form) {
    const auto answer =
        client_->ask({"POST",
                      "/api/oidc/token",
                      {{"Content-Type", "application/x-www-form-urlencoded"},
                       {"Authorization", "Basic " + base64(application + ":" + secret)}},
                      form});
    constexpr std::string_view kMember = "\"access_token\":\"";
    const auto start = answer.body.find(kMember);
    if (answer.status != 200 || start == std::string::npos) {
        throw std::runtime_error("the provider gives no token: " + answer.body);
    }
    const auto from = start + kMember.size();
    return answer.body.substr(from, answer.body.find('"', from) - from);
}

}  // namespace concordat::testing_support
