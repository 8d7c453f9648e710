#pragma once

#include <memory>

#include <concordat/basic/basic_cloud.hpp>
#include <concordat/cloud_store/session_opener.hpp>

namespace concordat::us_government {

/// The cloud for public bodies of the United States: the standard rules, and a customer must be an
/// eligible public body: federal, state, local or tribal, as the caller says it. Whether that is
/// true is established outside this system. Immutable, as every cloud.
class UsGovernmentCloud final : public basic::BasicCloud {
public:
    /// Reads no setting. @throws what BasicCloud throws
    explicit UsGovernmentCloud(const rules::PluginContext& context);

    /// US-ELIGIBLE-1 (not said) and US-ELIGIBLE-2 (another kind) after the standard rules, so that
    /// a draft without form is not asked for its papers.
    rules::Decision mayAddCustomer(const rules::PartnerView& partner,
                                   const rules::CustomerDraftView& draft,
                                   rules::Instant now) const override;

    /// See CONCORDAT_PLUGIN_WITH_STORE.
    [[nodiscard]] std::unique_ptr<cloud_store::SessionOpener> createSessionOpener(
        const cloud_store::StoreSettings& settings) const;
};

}  // namespace concordat::us_government
