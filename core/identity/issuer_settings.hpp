#pragma once

#include <string>
#include <vector>

namespace concordat::identity {

/// The claims by which an issuer names things. The defaults are those of the clouds' authorities
/// and of the built-in one; an external OpenID provider may use others. A claim is a member of the
/// payload itself: there are no paths.
struct ClaimNames {
    /// A UUID: the partner's tenant.
    std::string tenant = "tid";
    /// UUIDs; those present must agree, and one must be there.
    std::vector<std::string> application = {"appid", "azp"};
    /// A UUID; required of a user's token.
    std::string user = "oid";
    /// The first present counts, and its presence makes the token a user's.
    std::vector<std::string> user_name = {"upn", "preferred_username"};
    /// A list of names; unknown ones are another service's and passed over.
    std::string roles = "roles";

    /// Where an issuer that cannot write lists says the roles: one text with commas or blanks
    /// between them. Read in place of `roles`; empty: the issuer writes a list.
    std::string role_text;
};

/// Whose tokens a cloud's endpoint accepts, and for what. Immutable after start.
struct IssuerSettings {
    /// Accepted values of `iss`, compared exactly. "{tenantid}" stands for the token's own tenant,
    /// as in `https://authority.example/{tenantid}/` (v1) and
    /// `https://authority.example/{tenantid}/v2.0` (v2). The first is what a 401 names.
    std::vector<std::string> issuers;

    /// Accepted values of `aud`; a token needs one of them.
    std::vector<std::string> audiences;

    /// Further values of `aud` for application-only tokens, which existing programs ask for the
    /// directory's own resource.
    std::vector<std::string> application_audiences;

    /// Where the issuer's OpenID configuration is. Its `issuer` must be one of `issuers` and its
    /// `jwks_uri` on the same scheme, host and port.
    std::string discovery_uri;

    /// Where the keys are; when set, discovery is not used.
    std::string jwks_uri;

    ClaimNames claims;
};

}  // namespace concordat::identity
