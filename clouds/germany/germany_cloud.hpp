#pragma once

#include <memory>
#include <optional>

#include <concordat/basic/basic_cloud.hpp>
#include <concordat/cloud_store/session_opener.hpp>

namespace concordat::germany {

/// The cloud of the German data trustee: the standard rules, and a date from which no new customers
/// are accepted (setting closes_for_new_customers).
class GermanyCloud final : public basic::BasicCloud {
public:
    /// @throws std::runtime_error when the setting is not a date
    explicit GermanyCloud(const rules::PluginContext& context);

    /// DE-CLOSED-1 before the standard rules.
    rules::Decision mayAddCustomer(const rules::PartnerView& partner,
                                   const rules::CustomerDraftView& draft,
                                   rules::Instant now) const override;

    /// See CONCORDAT_PLUGIN_WITH_STORE.
    [[nodiscard]] std::unique_ptr<cloud_store::SessionOpener> createSessionOpener(
        const cloud_store::StoreSettings& settings) const;

private:
    std::optional<rules::Instant> closes_;
};

}  // namespace concordat::germany
