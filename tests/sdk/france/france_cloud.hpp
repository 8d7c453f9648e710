#pragma once

#include <memory>

#include <concordat/basic/basic_cloud.hpp>
#include <concordat/cloud_store/session_opener.hpp>

namespace france {

/// A cloud for public bodies: the standard rules, and FR-ELIGIBLE-1 before them.
class FranceCloud final : public concordat::basic::BasicCloud {
public:
    explicit FranceCloud(const concordat::rules::PluginContext& context);

    /// FR-ELIGIBLE-1 before the standard rules.
    concordat::rules::Decision mayAddCustomer(const concordat::rules::PartnerView& partner,
                                              const concordat::rules::CustomerDraftView& draft,
                                              concordat::rules::Instant now) const override;

    /// See CONCORDAT_PLUGIN_WITH_STORE.
    [[nodiscard]] std::unique_ptr<concordat::cloud_store::SessionOpener> createSessionOpener(
        const concordat::cloud_store::StoreSettings& settings) const;
};

}  // namespace france
