#pragma once

#include <chrono>
#include <memory>
#include <optional>

#include <concordat/basic/basic_cloud.hpp>
#include <concordat/cloud_store/session_opener.hpp>

namespace concordat::us_government {

/// The cloud for public bodies of the United States: the standard rules, and a customer must be an
/// eligible public body: federal, state, local or tribal, as the caller says it. An operator
/// reviews that, and one that was denied, or whose approval is older than the setting
/// eligibility_renewal_days, cannot be changed. Immutable, as every cloud.
class UsGovernmentCloud final : public basic::BasicCloud {
public:
    /// Reads the setting: whole days, at most 36500; without it an approval never lapses. @throws
    /// std::runtime_error when it is no such number, and what BasicCloud throws
    explicit UsGovernmentCloud(const rules::PluginContext& context);

    /// US-ELIGIBLE-1 (not said) and US-ELIGIBLE-2 (another kind) after the standard rules, so that
    /// a draft without form is not asked for its papers.
    rules::Decision mayAddCustomer(const rules::PartnerView& partner,
                                   const rules::CustomerDraftView& draft,
                                   rules::Instant now) const override;

    /// US-ELIGIBLE-3 (denied) and US-ELIGIBLE-4 (lapsed) before the standard rules: whatever the
    /// profile says. One whose review is not finished is changed as an approved one.
    rules::Decision mayChangeBilling(const rules::PartnerView& partner,
                                     const rules::AccountView& account,
                                     const rules::BillingProfileView& profile,
                                     rules::Instant now) const override;

    /// See CONCORDAT_PLUGIN_WITH_STORE.
    [[nodiscard]] std::unique_ptr<cloud_store::SessionOpener> createSessionOpener(
        const cloud_store::StoreSettings& settings) const;

private:
    // Absent: for ever.
    std::optional<std::chrono::days> approval_lasts_;
};

}  // namespace concordat::us_government
