#include "core/accounts/qualification_service.hpp"

#include <algorithm>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"

namespace concordat::accounts {
namespace {

constexpr const char* kCodeMember = "validationCode";

audit::Entry entryFor(const partners::Partner& partner, const audit::Actor& actor,
                      const Customer& customer) {
    auto entry = audit::entryBy(actor, partner.id, audit::ResourceType::Customer,
                                audit::OperationType::UpdateCustomerQualification);
    entry.customer = customer.id;
    entry.customer_name = customer.company_name;
    return entry;
}

}  // namespace

std::vector<Qualification> QualificationService::qualifications(const PartnerId& partner,
                                                                const CustomerId& customer) {
    auto all = reviews(partner, customer);
    std::erase_if(all, [](const Qualification& one) {
        return one.kind == QualificationKind::PublicBody || one.kind == QualificationKind::Account;
    });
    return all;
}

std::optional<QualificationKind> QualificationService::approved(const PartnerId& partner,
                                                                const CustomerId& customer) {
    std::optional<QualificationKind> newest;
    for (const auto& one : qualifications(partner, customer))
        if (one.vetting == Vetting::Approved) newest = one.kind;
    return newest;
}

std::vector<Qualification> QualificationService::reviews(const PartnerId& partner,
                                                         const CustomerId& customer) {
    // Nobody's customer is told apart from one without qualifications.
    (void)customers_.get(partner, customer);
    return store_.qualifications(partner, customer);
}

std::optional<Qualification> QualificationService::review(const PartnerId& partner,
                                                          const CustomerId& customer,
                                                          QualificationKind kind) {
    for (auto& one : reviews(partner, customer))
        if (one.kind == kind) return std::move(one);
    return std::nullopt;
}

std::vector<ValidationCode> QualificationService::validationCodes(const PartnerId& partner) {
    return store_.validationCodes(partner);
}

/// Whether the code is there; whether a create is left of it is decided by the guard.
void QualificationService::requireCode(const PartnerId& partner,
                                       const QualificationRequest& request) {
    if (request.kind != QualificationKind::GovernmentCommunityCloud) {
        if (request.validation_code.empty()) return;
        throw Error(ErrorKind::InvalidRequest, codes::kBadProperty, {kCodeMember});
    }
    if (request.validation_code.empty())
        throw Error(ErrorKind::InvalidRequest, codes::kMemberMissing, {kCodeMember});
    const auto held = store_.validationCodes(partner);
    const auto same = [&](const ValidationCode& one) {
        return one.code == request.validation_code;
    };
    if (std::none_of(held.begin(), held.end(), same))
        throw Error(ErrorKind::InvalidRequest, codes::kBadProperty, {kCodeMember});
}

PlannedQualification QualificationService::plan(const partners::Partner& partner,
                                                const audit::Actor& actor,
                                                const CustomerId& customer,
                                                const QualificationRequest& request) {
    const auto held = customers_.getOwn(partner.id, customer);
    if (partner.state == partners::PartnerState::Suspended)
        throw Error(ErrorKind::Forbidden, codes::kProgrammeInactive);
    requireCode(partner.id, request);
    PlannedQualification planned;
    planned.qualification = {request.kind, Vetting::InReview, actor.at};
    planned.qualification.evidence = request.evidence;
    auto& set = planned.changes;
    set.partner = partner.id;
    // Before what it guards, so that creates with one code wait for one another here.
    if (!request.validation_code.empty())
        set.changes.emplace_back(changes::UseValidationCode{request.validation_code});
    set.changes.emplace_back(changes::AddQualification{customer, planned.qualification});
    set.entry = entryFor(partner, actor, held);
    if (!request.validation_code.empty())
        set.entry.customized_data = {{"ValidationCode", request.validation_code}};
    return planned;
}

PlannedQualification QualificationService::planReview(const partners::Partner& partner,
                                                      const audit::Actor& actor,
                                                      const CustomerId& customer,
                                                      const std::optional<Qualification>& seen,
                                                      const ReviewDecision& decision) {
    const auto held = customers_.get(partner.id, customer);
    PlannedQualification planned;
    auto& reviewed = planned.qualification;
    reviewed = seen.value_or(Qualification{decision.kind, Vetting::InReview, actor.at});
    const auto before = nameOf(reviewed.vetting);
    reviewed.vetting = decision.vetting;
    reviewed.reason = decision.reason;
    reviewed.decided = actor.at;
    ++reviewed.decisions;
    auto& set = planned.changes;
    set.partner = partner.id;
    set.changes.emplace_back(
        changes::ReviewQualification{customer, reviewed, reviewed.decisions - 1});
    set.entry = entryFor(partner, actor, held);
    // The reason stays with the qualification, under its seal.
    set.entry.customized_data = {{"Qualification", std::string(nameOf(reviewed.kind))},
                                 {"VettingStatusBefore", std::string(before)},
                                 {"VettingStatus", std::string(nameOf(reviewed.vetting))},
                                 {"ReviewedBy", "operator"}};
    return planned;
}

}  // namespace concordat::accounts
