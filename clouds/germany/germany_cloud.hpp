#pragma once

#include <memory>
#include <optional>

#include <concordat/basic/basic_cloud.hpp>
#include <concordat/cloud_store/session_opener.hpp>

namespace concordat::germany {

/// The cloud of the German data trustee: the standard rules, and a date from which no new customers
/// are accepted (setting closes_for_new_customers). Existing customers are managed as before: only
/// adding is refused. Immutable, as every cloud.
class GermanyCloud final : public basic::BasicCloud {
public:
    /// Reads the setting: a day written as 2018-10-01, in UTC; without it the cloud stays open.
    /// @throws std::runtime_error when the setting is not a date, and what BasicCloud throws
    explicit GermanyCloud(const rules::PluginContext& context);

    /// DE-CLOSED-1 before the standard rules: a closed cloud says so, whatever else is wrong with
    /// the draft. Closed from the first moment of the day.
    rules::Decision mayAddCustomer(const rules::PartnerView& partner,
                                   const rules::CustomerDraftView& draft,
                                   rules::Instant now) const override;

    /// See CONCORDAT_PLUGIN_WITH_STORE.
    [[nodiscard]] std::unique_ptr<cloud_store::SessionOpener> createSessionOpener(
        const cloud_store::StoreSettings& settings) const;

private:
    // Absent: open for ever.
    std::optional<rules::Instant> closes_;
};

}  // namespace concordat::germany
