#pragma once

#include <memory>

#include <concordat/basic/basic_cloud.hpp>
#include <concordat/cloud_store/session_opener.hpp>

namespace concordat::us_government {

/// The cloud for public bodies of the United States: the standard rules, and a customer must be an
/// eligible public body.
class UsGovernmentCloud final : public basic::BasicCloud {
public:
    explicit UsGovernmentCloud(const rules::PluginContext& context);

    /// US-ELIGIBLE-1 and US-ELIGIBLE-2 after the standard rules.
    rules::Decision mayAddCustomer(const rules::PartnerView& partner,
                                   const rules::CustomerDraftView& draft,
                                   rules::Instant now) const override;

    /// See CONCORDAT_PLUGIN_WITH_STORE.
    [[nodiscard]] std::unique_ptr<cloud_store::SessionOpener> createSessionOpener(
        const cloud_store::StoreSettings& settings) const;
};

}  // namespace concordat::us_government
