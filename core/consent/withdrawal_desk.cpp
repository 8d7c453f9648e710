#include "core/consent/withdrawal_desk.hpp"

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"

namespace concordat::consent {
namespace {

using relationships::GranularState;

bool counts(const relationships::GranularRelationship& one) {
    return one.state == GranularState::ApprovalPending || one.state == GranularState::Active;
}

/// What somebody faster, or time, has taken back already.
bool isOver(const Error& error) {
    return error.code() == codes::kDelegationWithdrawn || error.code() == codes::kGranularState;
}

}  // namespace

std::variant<std::vector<Administration>, Refusal> WithdrawalDesk::list(
    const identity::SignedInUser& user) {
    if (!isAdministrator(user)) return Refusal::NotAdministrator;
    const CustomerId customer{user.tenant};
    std::vector<Administration> all;
    for (const auto& partner : parts_.tenants.partnersOf(customer)) {
        auto one = administrationBy(partner, customer);
        if (one.delegated || !one.granular.empty()) all.push_back(std::move(one));
    }
    return all;
}

Administration WithdrawalDesk::administrationBy(const PartnerId& partner,
                                                const CustomerId& customer) {
    Administration one{partner, organisationOf(parts_.partners, partner).value_or("")};
    const auto held = parts_.customers.find(partner, customer);
    if (!held || held->shared_by) return one;
    one.delegated = held->allow_delegated_access;
    one.granular = granularOf(partner, customer);
    return one;
}

std::vector<relationships::GranularRelationship> WithdrawalDesk::granularOf(
    const PartnerId& partner, const CustomerId& customer) try {
    auto all = parts_.granular.list(partner, customer);
    std::erase_if(all, [](const auto& one) { return !counts(one); });
    return all;
} catch (const Error& error) {
    if (error.kind() != ErrorKind::NotOffered && error.kind() != ErrorKind::NotFound) throw;
    return {};
}

changes::ChangeSet WithdrawalDesk::plan(const audit::Actor& actor, const CustomerId& customer,
                                        const Withdrawal& withdrawal) {
    if (!withdrawal.granular)
        return parts_.requests.planWithdrawal(withdrawal.partner, actor, customer);
    return parts_.granular
        .planTermination(withdrawal.partner, actor, customer, *withdrawal.granular, std::nullopt)
        .changes;
}

std::optional<Refusal> WithdrawalDesk::withdraw(const identity::SignedInUser& user,
                                                const Withdrawal& withdrawal, Instant now) try {
    if (!isAdministrator(user)) return Refusal::NotAdministrator;
    auto set = plan(actorOf(user, now), CustomerId{user.tenant}, withdrawal);
    set.entry.customized_data.emplace_back("DoneBy", "customer");
    // Whatever else comes out, somebody faster changed it: the page shows what is left.
    (void)parts_.changes.apply(set);
    return std::nullopt;
} catch (const Error& error) {
    if (isOver(error)) return std::nullopt;
    if (error.kind() != ErrorKind::NotFound && error.kind() != ErrorKind::NotOffered) throw;
    return Refusal::Unusable;
}

}  // namespace concordat::consent
