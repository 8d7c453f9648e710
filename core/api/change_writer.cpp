#include "core/api/change_writer.hpp"

#include <chrono>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"

namespace concordat::api {
namespace {

/// The partner API's figure, which docs/stability.md promises.
constexpr std::chrono::hours kKeptFor{24};

/// The domain that a change set reserves; empty when it reserves none.
std::string domainOf(const changes::ChangeSet& set) {
    for (const auto& change : set.changes) {
        if (const auto* added = std::get_if<changes::AddCustomer>(&change))
            return added->customer.domain;
        if (const auto* verified = std::get_if<changes::AddVerifiedDomain>(&change))
            return verified->domain;
    }
    return {};
}

/// Whether the set has a change of one of these kinds.
template <typename... Kinds>
bool has(const changes::ChangeSet& set) {
    for (const auto& change : set.changes)
        if ((std::holds_alternative<Kinds>(change) || ...)) return true;
    return false;
}

/// Whether it is about a qualification alone: a new customer may bring one.
bool addsQualification(const changes::ChangeSet& set) {
    return !has<changes::AddCustomer>(set) && has<changes::AddQualification>(set);
}

/// What is taken that must be unique.
Error takenError(const changes::ChangeSet& set) {
    if (has<changes::EndSales>(set))
        return {ErrorKind::InvalidRequest, codes::kSubscriptionsActive};
    if (addsQualification(set)) return {ErrorKind::Conflict, codes::kQualificationHeld};
    if (has<changes::AddUser, changes::ReplaceUser, changes::RestoreUser>(set))
        return {ErrorKind::Conflict, codes::kPrincipalNameTaken, {"userPrincipalName"}};
    if (has<changes::AddWebhookRegistration>(set))
        return {ErrorKind::Conflict, codes::kWebhookRegistered};
    if (has<changes::AddSandboxReseller>(set)) return {ErrorKind::Conflict, codes::kTenantConflict};
    if (has<changes::AddAgreement>(set)) return {ErrorKind::Conflict, codes::kAgreementConfirmed};
    if (has<changes::AddApplicationConsent>(set)) return {ErrorKind::Conflict, codes::kConsentHeld};
    if (has<changes::AddSelfServePolicy>(set))
        return {ErrorKind::Conflict, codes::kSelfServePolicyHeld};
    return {ErrorKind::Conflict, codes::kDomainTaken, {domainOf(set)}};
}

/// The first SKU of which it takes a licence; nothing when it takes none.
std::optional<std::string> licenceOf(const changes::ChangeSet& set) {
    for (const auto& change : set.changes)
        if (const auto* taken = std::get_if<changes::TakeLicence>(&change))
            return taken->licence.sku_id;
    return std::nullopt;
}

/// Which quota is used up.
Error exhaustedError(const changes::ChangeSet& set) {
    // Asked before by the use case: only who is faster at the same moment comes here.
    if (const auto sku = licenceOf(set))
        return {ErrorKind::InvalidRequest, codes::kNoFreeLicence, {*sku}};
    if (has<changes::AddTestEvent>(set))
        return {ErrorKind::TooManyRequests, codes::kThrottled, {"60"}};
    if (has<changes::LimitSandboxResellers>(set))
        return {ErrorKind::Forbidden, codes::kSandboxResellers};
    if (has<changes::RemoveSandboxReseller>(set))
        return {ErrorKind::Forbidden, codes::kSandboxResellerInUse};
    if (has<changes::AddGranularRelationship>(set))
        return {ErrorKind::InvalidRequest, codes::kTooManyGranular};
    if (has<changes::AddVerifiedDomain>(set))
        return {ErrorKind::InvalidRequest, codes::kTooManyDomains};
    if (has<changes::AddApplicationConsent>(set))
        return {ErrorKind::InvalidRequest, codes::kTooManyConsents};
    if (has<changes::LimitOffer>(set))
        return {ErrorKind::InvalidRequest, codes::kOfferLimitReached};
    if (has<changes::LimitSubscriptions>(set))
        return {ErrorKind::Forbidden, codes::kSandboxSubscriptions};
    return {ErrorKind::InvalidRequest,
            addsQualification(set) ? codes::kValidationCodeUsedUp : codes::kSandboxQuota};
}

/// What is not there any more.
Error goneError(const changes::ChangeSet& set) {
    if (has<changes::ShareCustomer>(set)) return {ErrorKind::InvalidRequest, codes::kNotAReseller};
    if (has<changes::HoldReseller>(set))
        return {ErrorKind::InvalidRequest, codes::kNotCustomersReseller};
    if (has<changes::ReplaceWebhookRegistration, changes::AddSandboxReseller,
            changes::RemoveSandboxReseller>(set))
        return {ErrorKind::NotFound, codes::kResourceAbsent};
    if (has<changes::DeleteApplicationConsent>(set))
        return {ErrorKind::NotFound, codes::kResourceAbsent};
    // A customer that has gone has no users either.
    if (has<changes::DeleteUser, changes::RestoreUser, changes::SetUserRole>(set))
        return {ErrorKind::NotFound, codes::kUnknownUser};
    return {ErrorKind::NotFound, codes::kUnknownTenant};
}

}  // namespace

void ChangeWriter::apply(const ApiRequest& request, changes::ChangeSet& changes,
                         std::optional<ExpectedVersion> expected, http::Reply& reply) {
    if (request.request_id)
        changes.once = changes::IdempotencyEntry{*request.request_id,
                                                 request.fingerprint,
                                                 {reply.status, reply.headers, reply.body},
                                                 request.now + kKeptFor};
    switch (store_.apply(changes)) {
        case changes::Outcome::Applied:
            return;
        case changes::Outcome::Stale:
            throw expected.value_or(ExpectedVersion{}).staleError();
        case changes::Outcome::Taken:
            throw takenError(changes);
        case changes::Outcome::Exhausted:
            throw exhaustedError(changes);
        case changes::Outcome::Gone:
            throw goneError(changes);
        case changes::Outcome::Repeated:
            // The first request's entry may have expired since, or its customer be gone with it:
            // then there is no reply to give.
            if (replay(request, reply)) return;
            throw Error(ErrorKind::Conflict, codes::kIdempotencyPending);
    }
}

bool ChangeWriter::replay(const ApiRequest& request, http::Reply& reply) {
    if (!request.request_id) return false;
    const auto past = store_.findRequest(request.partner.id, *request.request_id, request.now);
    if (!past) return false;
    if (past->fingerprint != request.fingerprint)
        throw Error(ErrorKind::Conflict, codes::kRequestIdReused);
    reply.reset();
    reply.status = past->reply.status;
    reply.headers = past->reply.headers;
    reply.body = past->reply.body;
    return true;
}

}  // namespace concordat::api
