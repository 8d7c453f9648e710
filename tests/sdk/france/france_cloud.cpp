#include "france_cloud.hpp"

#include <concordat/cloud_store/standard_session_opener.hpp>

namespace france {

using concordat::rules::Decision;

namespace {

constexpr std::string_view kEligible = "FR-ELIGIBLE-1";

}  // namespace

FranceCloud::FranceCloud(const concordat::rules::PluginContext& context)
    : BasicCloud(context, {.rules = {kEligible}, .settings = {}}) {}

Decision FranceCloud::mayAddCustomer(const concordat::rules::PartnerView& partner,
                                     const concordat::rules::CustomerDraftView& draft,
                                     concordat::rules::Instant now) const {
    if (draft.public_body.empty()) return Decision::refuse(kEligible, "companyProfile.publicBody");
    return BasicCloud::mayAddCustomer(partner, draft, now);
}

std::unique_ptr<concordat::cloud_store::SessionOpener> FranceCloud::createSessionOpener(
    const concordat::cloud_store::StoreSettings& settings) const {
    return std::make_unique<concordat::cloud_store::StandardSessionOpener>(settings);
}

}  // namespace france
