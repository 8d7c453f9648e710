#pragma once

/// The numbers that partners see in `code`. Those of the partner API come from its published list,
/// where one number may stand for two things: the status then tells them apart. Those that
/// Concordat adds start at 990000, a range that the list does not use; their last digits follow the
/// status where that was free. A number is never renamed or reused, because partners' programs
/// branch on it. Texts and statuses: core/api/error_catalogue.hpp, which a new code needs too.
namespace concordat::codes {

// Of the partner API.
inline constexpr int kAccessDenied = 400;        ///< 401: no acceptable token
inline constexpr int kResourceAbsent = 1000;     ///< 404
inline constexpr int kAddressInvalid = 2007;     ///< 400
inline constexpr int kCountryNotAllowed = 2030;  ///< 403: the partner does not sell in this country
inline constexpr int kStaleEtag = 2055;          ///< 409 in the body's form, 412 for If-Match
inline constexpr int kBadProperty = 3000;        ///< 400: {0} names the member
inline constexpr int kUnknownMpnId = 3000;       ///< 404: the list gives this number two meanings
inline constexpr int kNoRelationship = 20002;    ///< 403
inline constexpr int kUnknownTenant = 60003;     ///< 404
inline constexpr int kRegistrationNumberNotSupported = 600002;  ///< 400
inline constexpr int kRegistrationNumberMissing = 600049;       ///< 400
inline constexpr int kRegistrationNumberInvalid = 600050;       ///< 400
inline constexpr int kPhoneNumberMissing = 600051;              ///< 400
inline constexpr int kMalformedInput = 800002;                  ///< 400
inline constexpr int kUnexpected = 800003;                      ///< 500
inline constexpr int kSandboxQuota = 800018;                    ///< 400
inline constexpr int kProgrammeInactive = 800039;               ///< 403: the partner is suspended
inline constexpr int kUnknownEnumValue = 900126;                ///< 400
inline constexpr int kNotInThisEnvironment =
    900127;                                      ///< 400: a sandbox operation outside a sandbox
inline constexpr int kRoleLacksRights = 900150;  ///< 403

// Added by Concordat.
inline constexpr int kNoSuchPath = 990404;            ///< 404: no operation has this path
inline constexpr int kMethodNotAllowed = 990405;      ///< 405
inline constexpr int kBodyTooLarge = 990413;          ///< 413: {0} is the limit in bytes
inline constexpr int kUnsupportedMediaType = 990415;  ///< 415
inline constexpr int kThrottled = 990429;             ///< 429
inline constexpr int kNotBuilt = 990501;              ///< 501: {0} is the operation
inline constexpr int kStoreUnavailable = 990503;      ///< 503
inline constexpr int kOverloaded = 990504;            ///< 503
inline constexpr int kNotOfferedInCloud = 990403;     ///< 403: {0} operation, {1} cloud
inline constexpr int kNotOfferedSeePortal = 990406;   ///< 403: {0} operation, {1} cloud, {2} portal
inline constexpr int kRuleRefused = 990407;           ///< status of the rule: {0} rule id
inline constexpr int kDomainTaken = 990409;           ///< 409: {0} is the domain
inline constexpr int kRequestIdReused = 990410;       ///< 409: MS-RequestId with another request
inline constexpr int kMemberMissing = 990420;         ///< 400: {0} names the member
inline constexpr int kBadFilter = 990421;             ///< 400: {0} says what is wrong
inline constexpr int kBadContinuationToken = 990422;  ///< 400
inline constexpr int kBadPageSize = 990423;           ///< 400: {0} lowest, {1} highest
inline constexpr int kAuditWindow = 990424;           ///< 400: {0} days are kept
inline constexpr int kBadHeader = 990425;             ///< 400: {0} names the header
inline constexpr int kUnknownCountry =
    990426;  ///< 404: {0} is not the code of a country of this cloud
inline constexpr int kTenantUnknown =
    990411;  ///< 401: the token is good, the tenant is no partner here
inline constexpr int kUserTokenRequired =
    990408;                              ///< 403: {0} operation takes no application-only token
inline constexpr int kTooSlow = 990427;  ///< 408: the request did not arrive in time
inline constexpr int kHeadTooLarge = 990431;        ///< 431: the head exceeds the server's limit
inline constexpr int kIdempotencyPending = 990412;  ///< 409: the same request is being carried out

}  // namespace concordat::codes
