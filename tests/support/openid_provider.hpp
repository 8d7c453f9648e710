#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tests/support/child_process.hpp"
#include "tests/support/http_client.hpp"
#include "tests/support/temporary_folder.hpp"

namespace concordat::testing_support {

/// Somebody who can sign in at the provider, and what its tokens say of them.
struct ProviderUser {
    std::string name;
    std::string password;
    std::string tenant;
    std::string object_id;
    std::vector<std::string> roles;
};

/// An OpenID Connect provider that others wrote (Debian's glewlwyd), on 127.0.0.1 with a database
/// of its own in a temporary folder. Its tokens carry the claims `tid`, `oid`, `upn` and `scp` of
/// directories; as it writes a list as one text into access tokens and as a list into ID tokens,
/// `roles` is one text with commas; the application is in `client_id`, the scope asked for in
/// `aud`. Browsers must use PKCE.
class OpenIdProvider {
public:
    /// Starts the provider and gives it its first signing key, an RSA one named "first".
    /// @throws std::runtime_error when it does not start or refuses its settings
    OpenIdProvider();

    /// The value of `iss`; discovery is under it.
    [[nodiscard]] std::string issuer() const;
    [[nodiscard]] std::string discoveryUri() const;

    /// Registers a scope, which is also the audience of the tokens asked for with it.
    void addScope(const std::string& scope);

    /// Registers an application that may use every grant with `secret` and ask for `scope`.
    void addApplication(const std::string& id, const std::string& secret, const std::string& scope);

    /// Registers an application that people with the scope "openid" sign in for with a browser, by
    /// the authorization code grant. `secret` is of letters and digits: it is compared as it comes.
    void addBrowserApplication(const std::string& id, const std::string& secret,
                               const std::string& redirect_uri);

    /// Registers a user who may ask for `scope`.
    void addUser(const ProviderUser& user, const std::string& scope);

    /// Puts another signing key, an elliptic one named `kid`, in place of those before, without a
    /// restart.
    void rotateKey(const std::string& kid);

    /// An access token of `user`, by the password grant.
    [[nodiscard]] std::string userToken(const ProviderUser& user, const std::string& application,
                                        const std::string& secret, const std::string& scope);

    /// An access token of the application alone, by the client credentials grant.
    [[nodiscard]] std::string applicationToken(const std::string& application,
                                               const std::string& secret, const std::string& scope);

    /// Where it sends a browser that asks for `address`, one of its own, with the cookie of a
    /// session or none. @throws std::runtime_error when it sends it nowhere
    [[nodiscard]] std::string redirectOf(const std::string& address,
                                         const std::string& cookie = {});

    /// What a browser does at an address of the authorization endpoint, as the provider's own login
    /// page would have it: `user` signs in and goes on. Gives where it is sent then. @throws
    /// std::runtime_error when the provider does not let the user in
    [[nodiscard]] std::string signInAt(const std::string& address, const ProviderUser& user);

private:
    void waitUntilItListens();  ///< it says that it has started before it does
    /// The cookie of a new session.
    [[nodiscard]] std::string signIn(const std::string& name, const std::string& password);
    void installPlugin(const std::string& method, const std::string& target,
                       const std::string& keys);
    void administer(const std::string& method, const std::string& target, const std::string& body);
    [[nodiscard]] std::string token(const std::string& application, const std::string& secret,
                                    const std::string& form);

    TemporaryFolder folder_;
    unsigned short port_;
    std::unique_ptr<ChildProcess> program_;
    std::unique_ptr<HttpClient> client_;
    std::string cookie_;  ///< of the administrator's session
};

}  // namespace concordat::testing_support
