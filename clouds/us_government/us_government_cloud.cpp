#include "us_government_cloud.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include <concordat/cloud_store/standard_session_opener.hpp>

namespace concordat::us_government {

namespace {

constexpr std::string_view kEligibilityMissing = "US-ELIGIBLE-1";
constexpr std::string_view kNotEligible = "US-ELIGIBLE-2";
constexpr std::string_view kDenied = "US-ELIGIBLE-3";
constexpr std::string_view kLapsed = "US-ELIGIBLE-4";
constexpr std::string_view kRenewalSetting = "eligibility_renewal_days";
constexpr std::string_view kMember = "companyProfile.publicBody";

/// Whether `kind` is one of the facts' kinds, which are in small letters; callers may write it in
/// any case.
bool isOneOf(const std::vector<std::string>& kinds, std::string_view kind) {
    const auto same = [](char given, char wanted) {
        return (given >= 'A' && given <= 'Z' ? given - 'A' + 'a' : given) == wanted;
    };
    return std::any_of(kinds.begin(), kinds.end(), [&](const std::string& eligible) {
        return std::equal(kind.begin(), kind.end(), eligible.begin(), eligible.end(), same);
    });
}

/// A number of days; nothing when `text` is empty.
std::optional<std::chrono::days> parseDays(const std::string& text) {
    constexpr int most = 36'500;
    if (text.empty()) return std::nullopt;
    int days = 0;
    const auto* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, days);
    if (error == std::errc() && stop == end && days >= 1 && days <= most)
        return std::chrono::days(days);
    throw std::runtime_error("the setting '" + std::string(kRenewalSetting) + "' is '" + text +
                             "', which is no number of days from 1 to 36500; write it as 365");
}

}  // namespace

UsGovernmentCloud::UsGovernmentCloud(const rules::PluginContext& context)
    : BasicCloud(context, {.rules = {kEligibilityMissing, kNotEligible, kDenied, kLapsed},
                           .settings = {kRenewalSetting}}),
      approval_lasts_(parseDays(setting(kRenewalSetting))) {
    if (facts().public_bodies.empty())
        throw std::runtime_error("cloud.yaml: 'public_bodies' is missing");
}

rules::Decision UsGovernmentCloud::mayAddCustomer(const rules::PartnerView& partner,
                                                  const rules::CustomerDraftView& draft,
                                                  rules::Instant now) const {
    if (auto decision = BasicCloud::mayAddCustomer(partner, draft, now); !decision.allowed())
        return decision;
    if (draft.public_body.empty()) return rules::Decision::refuse(kEligibilityMissing, kMember);
    return isOneOf(facts().public_bodies, draft.public_body)
               ? rules::Decision::allow()
               : rules::Decision::refuse(kNotEligible, kMember);
}

rules::Decision UsGovernmentCloud::mayChangeBilling(const rules::PartnerView& partner,
                                                    const rules::AccountView& account,
                                                    const rules::BillingProfileView& profile,
                                                    rules::Instant now) const {
    if (account.eligibility == rules::Eligibility::Denied) return rules::Decision::refuse(kDenied);
    const bool approved = account.eligibility == rules::Eligibility::Approved;
    if (approved && approval_lasts_ && now >= account.eligibility_decided + *approval_lasts_)
        return rules::Decision::refuse(kLapsed);
    return BasicCloud::mayChangeBilling(partner, account, profile, now);
}

std::unique_ptr<cloud_store::SessionOpener> UsGovernmentCloud::createSessionOpener(
    const cloud_store::StoreSettings& settings) const {
    return std::make_unique<cloud_store::StandardSessionOpener>(settings);
}

}  // namespace concordat::us_government
