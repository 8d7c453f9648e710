#pragma once

/// The numbers that partners see in `code`. Those of the partner API come from its published list,
/// where one number may stand for two things: the status then tells them apart. Those that
/// Concordat adds start at 990000, a range that the list does not use; their last digits follow the
/// status where that was free. A number is never renamed or reused, because partners' programs
/// branch on it. Texts and statuses: core/api/error_catalogue.hpp, which a new code needs too.
namespace concordat::codes {

// Of the partner API.

/// 401: no acceptable token, whatever is wrong with it; {0} is the issuer whose tokens are.
inline constexpr int kAccessDenied = 400;
/// 404: a profile or an entry of the record that does not exist, or is another partner's.
inline constexpr int kResourceAbsent = 1000;
/// 400: a rule of the cloud about addresses; which one, {0} says.
inline constexpr int kAddressInvalid = 2007;
/// 403: a rule of the cloud: the partner does not sell in this country.
inline constexpr int kCountryNotAllowed = 2030;
/// 409 for the etag in the body, 412 for If-Match: read again, then repeat the change.
inline constexpr int kStaleEtag = 2055;
/// 400: {0} names the member or parameter; never its value.
inline constexpr int kBadProperty = 3000;
/// 404: the list gives this number two meanings, which the status tells apart.
inline constexpr int kUnknownMpnId = 3000;
/// 403: the customer does not let the partner administer its directory.
inline constexpr int kAccessRefused = 2032;
/// 409: another user has what {0} gives; the status tells it apart.
inline constexpr int kPrincipalNameTaken = 3000;
/// 404: the customer has no such user, or has deleted it.
inline constexpr int kUnknownUser = 60002;
/// 400: which reseller is asked for must be said in one way, that can be read.
inline constexpr int kResellerIds = 2000;
/// 400: it is not said at all.
inline constexpr int kResellerIdMissing = 2001;
/// 400: {0} is the least, {1} the most that the offer sells.
inline constexpr int kQuantityOutsideLimits = 2002;
/// 400: the reseller is none for whom the provider has the customer.
inline constexpr int kNotCustomersReseller = 2071;
/// 404: the partner network id is the provider's own, which is never on record.
inline constexpr int kOwnMpnOnRecord = 2072;
/// 403: {0} is the offer, which is not sold by itself as licences.
inline constexpr int kOfferNotForSale = 2085;
/// 400: no partner has the partner network id.
inline constexpr int kMpnIdUnknown = 2200;
/// 400: the reseller is in another sales territory.
inline constexpr int kResellerElsewhere = 2201;
/// 400: the reseller with that partner network id has not signed its agreement.
inline constexpr int kMpnNotSigned = 2203;
/// 400: the partner is no indirect reseller.
inline constexpr int kNotIndirectReseller = 2204;
/// 400: the tenant is no partner's.
inline constexpr int kTenantNotPartner = 2205;
/// 400: the reseller of that tenant has not signed its agreement.
inline constexpr int kTenantNotSigned = 2206;
/// 401: an operation for providers' sandboxes, asked for by another partner.
inline constexpr int kNotASandboxProvider = 6002;
/// 403: a sandbox's reseller has customers, or had one that may come back.
inline constexpr int kSandboxResellerInUse = 6003;
/// 403: the provider has as many resellers in its sandbox as it may.
inline constexpr int kSandboxResellers = 6004;
/// 409: the domain or the partner network id of a sandbox's reseller is somebody's.
inline constexpr int kTenantConflict = 1003;
/// 400: {0} is the SKU of which the customer has no licence that no user has.
inline constexpr int kNoFreeLicence = 60012;
/// 404: the customer has no such order through the partner.
inline constexpr int kUnknownOrder = 20000;
/// 404: the customer has no such subscription through the partner.
inline constexpr int kUnknownSubscription = 20003;
/// 400: the customer has as many subscriptions of the offer as it may.
inline constexpr int kOfferLimitReached = 27006;
/// 404: no such customer, or another partner's, or one whose relationship has ended.
inline constexpr int kUnknownTenant = 60003;
/// 400: a rule of the cloud: customers in this country carry no registration number.
inline constexpr int kRegistrationNumberNotSupported = 600002;
/// 400: a rule of the cloud: customers in this country must carry one.
inline constexpr int kRegistrationNumberMissing = 600049;
/// 400: a rule of the cloud: not the form of the country's numbers.
inline constexpr int kRegistrationNumberInvalid = 600050;
/// 400: a rule of the cloud: where a registration number is demanded, so is a telephone number.
inline constexpr int kPhoneNumberMissing = 600051;
/// 404: the partner has no such self-serve policy.
inline constexpr int kUnknownSelfServePolicy = 600039;
/// 400: {0} names the member that is no id of a self-serve policy.
inline constexpr int kBadSelfServePolicyId = 600040;
/// 409: the partner has a self-serve policy for the customer.
inline constexpr int kSelfServePolicyHeld = 600041;
/// 409: the partner has confirmed the agreement of the customer before.
inline constexpr int kAgreementConfirmed = 600061;
/// 400: the request or its body as a whole: no HTTP, no JSON, beyond the limits of a body.
inline constexpr int kMalformedInput = 800002;
/// 500: logged under the correlation id; arguments are for the log and not told.
inline constexpr int kUnexpected = 800003;
/// 400: the cloud has no such offer.
inline constexpr int kOfferUnknown = 800004;
/// 403: the customer is another partner's, who lets this one see it and no more.
inline constexpr int kNoCommercialRelationship = 20002;
/// 400: the partner is no indirect reseller, or none with whom there is an active partnership.
inline constexpr int kNotAReseller = 800016;
/// 400: the sandbox holds as many customers as the cloud lets it.
inline constexpr int kSandboxQuota = 800018;
/// 403: the partner is suspended and may not add customers.
inline constexpr int kProgrammeInactive = 800039;
/// 400: subscriptions are active that must be suspended before the relationship ends.
inline constexpr int kSubscriptionsActive = 800063;
/// 403: a customer in a sandbox has as many subscriptions as the cloud lets it.
inline constexpr int kSandboxSubscriptions = 800066;
/// 403: a subscription in a sandbox has {0} licences at most.
inline constexpr int kSandboxLicences = 800067;
/// 400: {0} is the offer, which is not sold in the customer's country.
inline constexpr int kOfferNotInCountry = 800070;
/// 400: the lines of an order are not numbered from 0 without gaps.
inline constexpr int kLineItemNumber = 800071;
/// 400: only its status can be changed.
inline constexpr int kSubscriptionSuspended = 800091;
/// 400: the subscription has been suspended for too long.
inline constexpr int kStatusNotEditable = 800096;
/// 400: {0} names the member or parameter that holds a word of no meaning here.
inline constexpr int kUnknownEnumValue = 900126;
/// 400: an operation for sandboxes, asked for by a partner that is none.
inline constexpr int kNotInThisEnvironment = 900127;
/// 403: {0} is the operation, which none of the caller's roles may carry out.
inline constexpr int kRoleLacksRights = 900150;

// Added by Concordat.

/// 404: no operation has this path.
inline constexpr int kNoSuchPath = 990404;
/// 405: the header Allow lists those that the path takes.
inline constexpr int kMethodNotAllowed = 990405;
/// 413: {0} is the limit in bytes.
inline constexpr int kBodyTooLarge = 990413;
/// 415: the body is said to be something else than application/json.
inline constexpr int kUnsupportedMediaType = 990415;
/// 429: {0} is how many seconds to wait, as in Retry-After.
inline constexpr int kThrottled = 990429;
/// 501: {0} is the operation, which is known and not carried out yet.
inline constexpr int kNotBuilt = 990501;
/// 503: the store did not answer in time; safe to repeat with the same MS-RequestId.
inline constexpr int kStoreUnavailable = 990503;
/// 503: too many requests wait, or too many connections are open; nothing has been done.
inline constexpr int kOverloaded = 990504;
/// 503: the token's key is not known yet; the issuer's keys are being fetched.
inline constexpr int kKeysAwaited = 990505;
/// A rule of the cloud has not returned: nothing is served until the process is started again.
inline constexpr int kCloudStopped = 990506;
/// 403: {0} is the operation, {1} the cloud.
inline constexpr int kNotOfferedInCloud = 990403;
/// 403: {0} is the operation, {1} the cloud, {2} the portal where it is done instead.
inline constexpr int kNotOfferedSeePortal = 990406;
/// Status of the rule, 403 for one that is no fact: {0} is its id, {1} the member if it is about
/// one.
inline constexpr int kRuleRefused = 990407;
/// 409: {0} is the domain, reserved by whichever partner's customer.
inline constexpr int kDomainTaken = 990409;
/// 409: the MS-RequestId has been used for a request of another method, target or body.
inline constexpr int kRequestIdReused = 990410;
/// 400: {0} names the member.
inline constexpr int kMemberMissing = 990420;
/// 400: {0} says which part of the filter is wrong; never its value.
inline constexpr int kBadFilter = 990421;
/// 400: damaged, of another partner, list or cloud, or of an earlier version: begin anew.
inline constexpr int kBadContinuationToken = 990422;
/// 400: {0} is the lowest, {1} the highest.
inline constexpr int kBadPageSize = 990423;
/// 400: {0} is how many days back a query may begin.
inline constexpr int kAuditWindow = 990424;
/// 400: {0} names the header.
inline constexpr int kBadHeader = 990425;
/// 404: {0} is not the code of a country of this cloud.
inline constexpr int kUnknownCountry = 990426;
/// 401: the token is good, but the tenant is no partner here, or the application none of its.
inline constexpr int kTenantUnknown = 990411;
/// 403: {0} is the operation, which takes no application-only token.
inline constexpr int kUserTokenRequired = 990408;
/// 408: the request did not arrive in time.
inline constexpr int kTooSlow = 990427;
/// 431: the head exceeds the server's limit, in bytes or in fields.
inline constexpr int kHeadTooLarge = 990431;
/// 400: no create is left of the validation code.
inline constexpr int kValidationCodeUsedUp = 990428;
/// 404: nobody has asked whether the customer's account is acceptable.
inline constexpr int kValidationUnknown = 600074;
/// 409: the customer has a qualification of that kind, or has applied for it.
inline constexpr int kQualificationHeld = 990432;
/// 404: an invitation that does not exist, has expired or was used.
inline constexpr int kInvitationUnusable = 990440;
/// 409: the two have an active partnership.
inline constexpr int kAlreadyPartners = 990441;
/// 400: only an indirect provider invites resellers.
inline constexpr int kNotAProvider = 990442;
/// 404: there is no active partnership with that partner.
inline constexpr int kNoPartnership = 990443;
/// 400: so many invitations are good that no more are given.
inline constexpr int kTooManyInvitations = 990444;
/// 409: the customer is the partner's, with delegated administration.
inline constexpr int kRelationshipHeld = 990445;
/// 409: the customer has granted no delegated administration, or taken it back.
inline constexpr int kDelegationWithdrawn = 990446;
/// 403: the settings of the cloud let webhooks go nowhere.
inline constexpr int kWebhooksOff = 990450;
/// 400: {0} names the member with the address, which the settings of the cloud do not let webhooks
/// go to.
inline constexpr int kWebhookTarget = 990451;
/// 409: the partner has a registration; it is changed by PUT.
inline constexpr int kWebhookRegistered = 990452;
/// 400: the registration does not name the test event.
inline constexpr int kTestEventNotRegistered = 990453;
/// 400: {0} is the SKU of which the user has no licence.
inline constexpr int kLicenceNotHeld = 990480;
/// 400: where the user works must be known before it gets a licence.
inline constexpr int kUsageLocationMissing = 990481;
/// 400: licences of both groups in one request.
inline constexpr int kLicenceGroupsMixed = 990482;
/// 400: {0} is the SKU, which has no such service.
inline constexpr int kServiceUnknown = 990483;
/// 409: what was asked for does not go with the state of the relationship, which {0} names.
inline constexpr int kGranularState = 990520;
/// 400: roles of an administrator of everything are granted for a time and not extended.
inline constexpr int kGranularExtension = 990521;
/// 400: the customer has so many relationships that have not ended that none is added.
inline constexpr int kTooManyGranular = 990522;
/// 404: no agreement has that template id.
inline constexpr int kUnknownTemplate = 990550;
/// 409: {0} is the name at which the TXT record {1} is missing that shows whose the domain is.
inline constexpr int kDomainUnproven = 990530;
/// 403: the settings of the cloud name no resolver, so that no domain can be verified.
inline constexpr int kDomainProofOff = 990531;
/// 503: the resolver has not answered; safe to repeat.
inline constexpr int kResolverSilent = 990532;
/// 400: the customer has as many domains as it may.
inline constexpr int kTooManyDomains = 990533;
/// 409: the partner has consented for this application and customer.
inline constexpr int kConsentHeld = 990540;
/// 400: the partner has consented for as many applications for this customer as it may.
inline constexpr int kTooManyConsents = 990541;
/// 409: the same request was carried out, and its reply is gone: it has just expired.
inline constexpr int kIdempotencyPending = 990412;

}  // namespace concordat::codes
