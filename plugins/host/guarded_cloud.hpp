#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <concordat/rules/abi.h>
#include <concordat/rules/cloud.hpp>

#include "plugins/host/watchdog.hpp"

namespace concordat::host {

/// A plugin's instance as a rules::Cloud: carries every call over the C border and fails closed.
/// A rule that fails, answers with a number or a rule id that does not exist, or does not return,
/// is a refusal by PLUGIN-FAULT; each is counted and logged. An allowed call allocates nothing.
///
/// Owned by the LoadedPlugin; every function is callable from every thread.
class GuardedCloud final : public rules::Cloud {
public:
    /// Takes over `instance`, which `table` made. With `end_process_on_hang` a rule that stops ends
    /// the process once the event is written.
    /// @throws FatalError PLUGIN-FACTS when the facts cannot be read or are not of `cloud_id`
    GuardedCloud(const concordat_plugin_table& table, concordat_instance* instance,
                 std::string cloud_id, std::chrono::milliseconds budget, bool end_process_on_hang);
    /// Destroys the instance, unless a call that has stopped is still inside it.
    ~GuardedCloud() override;

    [[nodiscard]] const rules::CloudFacts& facts() const override { return facts_; }
    rules::Decision mayEnrol(const rules::PartnerView& partner) const override;
    rules::Decision mayAddCustomer(const rules::PartnerView& partner,
                                   const rules::CustomerDraftView& draft,
                                   rules::Instant now) const override;
    rules::Decision mayChangeBilling(const rules::PartnerView& partner,
                                     const rules::AccountView& account,
                                     const rules::BillingProfileView& profile,
                                     rules::Instant now) const override;
    rules::Decision mayRemoveRelationship(const rules::PartnerView& partner,
                                          const rules::AccountView& account,
                                          rules::Instant now) const override;
    [[nodiscard]] rules::AddressVerdict validateAddress(
        const rules::AddressView& address) const override;
    rules::Decision mayUse(const rules::SinkView& sink) const override;

    /// How often a call ended in PLUGIN-FAULT.
    [[nodiscard]] std::uint64_t faults() const noexcept { return faults_.load(); }

    /// Whether a rule stopped and everything is refused since.
    [[nodiscard]] bool stopped() const noexcept { return stopped_.load(); }

    /// For what else calls into the instance.
    [[nodiscard]] const concordat_instance* instance() const noexcept { return instance_.get(); }

private:
    rules::CloudFacts readFacts() const;
    void ruleStopped(const char* rule, std::chrono::milliseconds since, bool end_process);
    rules::Decision fault(const char* rule, std::string_view why) const;
    rules::Decision verdict(const char* rule, int answer, concordat_decision& decision) const;
    template <class Call>
    rules::Decision ask(const char* rule, Call&& call) const;

    const concordat_plugin_table& table_;
    std::unique_ptr<concordat_instance, void (*)(concordat_instance*)> instance_;
    const std::string cloud_id_;
    const rules::CloudFacts facts_;
    mutable std::atomic<std::uint64_t> faults_{0};
    std::atomic<bool> stopped_{false};
    mutable Watchdog watchdog_;  // last: its thread uses what stands above
};

}  // namespace concordat::host
