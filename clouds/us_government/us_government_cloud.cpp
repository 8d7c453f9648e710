#include "us_government_cloud.hpp"

#include <algorithm>
#include <stdexcept>

#include <concordat/cloud_store/standard_session_opener.hpp>

namespace concordat::us_government {

namespace {

constexpr std::string_view kEligibilityMissing = "US-ELIGIBLE-1";
constexpr std::string_view kNotEligible = "US-ELIGIBLE-2";
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

}  // namespace

UsGovernmentCloud::UsGovernmentCloud(const rules::PluginContext& context)
    : BasicCloud(context, {.rules = {kEligibilityMissing, kNotEligible}, .settings = {}}) {
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

std::unique_ptr<cloud_store::SessionOpener> UsGovernmentCloud::createSessionOpener(
    const cloud_store::StoreSettings& settings) const {
    return std::make_unique<cloud_store::StandardSessionOpener>(settings);
}

}  // namespace concordat::us_government
