#pragma once

#include <string>
#include <string_view>

#include "core/base/time.hpp"

namespace concordat::identity {

/// An error of the token endpoint (RFC 6749, section 5.2): status, its standard name, the number
/// that existing programs look at, and a sentence for people that holds nothing of the request. All
/// of it is literals.
struct OauthError {
    int status = 400;
    std::string_view name;
    int code = 0;
    std::string_view description;
    std::string_view parameter{};  ///< that the description is about, written before it
};

/// The errors, one value each.
namespace oauth {

/// The body is no form, too long, or ambiguous.
inline constexpr OauthError kMalformed{400, "invalid_request", 9000410,
                                       "The form cannot be read, or names a parameter twice."};
/// Another Content-Type, or none.
inline constexpr OauthError kNotAForm{
    400, "invalid_request", 900144,
    "The body must be a form of the type application/x-www-form-urlencoded."};
/// A parameter is missing or empty, which OAuth treats alike. `name` is a literal.
[[nodiscard]] constexpr OauthError parameterMissing(std::string_view name) noexcept {
    return {400, "invalid_request", 900144, "is missing or empty, and this grant needs it.", name};
}
/// The tenant in the path is no partner of this cloud, or no UUID.
inline constexpr OauthError kUnknownTenant{400, "invalid_request", 90002,
                                           "This authority has no such directory."};
/// A grant type that this authority does not have.
inline constexpr OauthError kUnsupportedGrant{
    400, "unsupported_grant_type", 70003,
    "The grants are authorization_code, client_credentials, password and refresh_token."};
/// A secret in the form and one in the header, or two ids that differ.
inline constexpr OauthError kTwoCredentials{
    400, "invalid_request", 90020,
    "The application may prove who it is in one way only: in the form or in the header."};
/// Also for an application that needs a secret and sent none, or a public one that asks for itself.
inline constexpr OauthError kInvalidClient{
    401, "invalid_client", 7000215,
    "The application is not known in this directory, or its secret is wrong."};
/// Told only to who has proved itself.
inline constexpr OauthError kTenantClosed{400, "unauthorized_client", 5000225,
                                          "The directory is closed: it gets no tokens."};
/// One error for both, so that names cannot be tried out.
inline constexpr OauthError kInvalidUser{400, "invalid_grant", 50126,
                                         "The user name or the password is wrong."};
/// One error for all, so that a thief learns nothing.
inline constexpr OauthError kInvalidRefreshToken{
    400, "invalid_grant", 70000,
    "The refresh token is not good: unknown, expired, revoked, or used before."};
/// One error for all, so that a thief learns nothing.
inline constexpr OauthError kInvalidCode{
    400, "invalid_grant", 70008,
    "The code is not good: unknown, expired, used before, or not with this verifier or address."};
/// Removed since the sign-in.
inline constexpr OauthError kUserGone{400, "invalid_grant", 50034,
                                      "The user is no longer in the directory."};
/// v1: `resource` names none of the authority's.
inline constexpr OauthError kInvalidResource{400, "invalid_resource", 500011,
                                             "This authority issues no tokens for the resource."};
/// v2: `scope` names none or two of the authority's, or a permission of another form.
inline constexpr OauthError kInvalidScope{
    400, "invalid_scope", 70011,
    "The scope must name one resource of this authority, such as RESOURCE/.default."};
/// Sent with the header Allow.
inline constexpr OauthError kMethodNotAllowed{405, "invalid_request", 900561,
                                              "This address takes another method."};
/// The store, or what else failed: sent with Retry-After.
inline constexpr OauthError kUnavailable{503, "temporarily_unavailable", 90033,
                                         "The directory cannot be read. Try again shortly."};

}  // namespace oauth

/// The error's JSON, with ids for tracing made anew; they are in no log. `now` becomes its
/// timestamp.
[[nodiscard]] std::string toJson(const OauthError& error, Instant now);

}  // namespace concordat::identity
