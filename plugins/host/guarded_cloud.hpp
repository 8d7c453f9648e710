#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <concordat/rules/abi.h>
#include <concordat/rules/cloud.hpp>

#include "plugins/host/host.hpp"
#include "plugins/host/watchdog.hpp"

namespace concordat::host {

/// A plugin's instance as a rules::Cloud: carries every call over the C border and fails closed. A
/// rule that fails, answers with a number or a rule id that does not exist, or does not return, is
/// a refusal by PLUGIN-FAULT; each is counted and logged. Once a rule has stopped, every later call
/// is refused without asking the plugin: counted, and logged only that once. There is no way back
/// but a restart, since what the stopped call holds is unknown. An allowed call allocates nothing.
///
/// Owned by the LoadedPlugin; every function is callable from every thread. A rule runs on the
/// thread that asks.
class GuardedCloud final : public rules::Cloud {
public:
    /// Takes over `instance`, which `table` made, and copies its facts. The options' `budget` is
    /// how long a call may stay inside before it counts as stopped: generous, since being slow is
    /// no fault and stopping the cloud is final. With their `end_process_on_hang` a rule that stops
    /// ends the process with status 70 once the event is written.
    /// @throws FatalError PLUGIN-FACTS when the facts cannot be read or are not of `info`'s cloud;
    /// the instance is destroyed then
    GuardedCloud(const concordat_plugin_table& table, concordat_instance* instance,
                 const PluginInfo& info, const LoadOptions& options);
    /// Destroys the instance, unless a call that has stopped is still inside it: then the instance
    /// is left behind rather than pulled from under that call.
    ~GuardedCloud() override;

    /// The copy that was taken at the start: costs no call, and the plugin cannot change it.
    [[nodiscard]] const rules::CloudFacts& facts() const override { return facts_; }
    /// Asks the plugin; whatever goes wrong is a refusal by PLUGIN-FAULT. Never throws for the
    /// plugin's sake. So do the other rules.
    rules::Decision mayEnrol(const rules::PartnerView& partner) const override;
    /// As mayEnrol.
    rules::Decision mayAddCustomer(const rules::PartnerView& partner,
                                   const rules::CustomerDraftView& draft,
                                   rules::Instant now) const override;
    /// As mayEnrol.
    rules::Decision mayChangeBilling(const rules::PartnerView& partner,
                                     const rules::AccountView& account,
                                     const rules::BillingProfileView& profile,
                                     rules::Instant now) const override;
    /// As mayEnrol.
    rules::Decision mayRemoveRelationship(const rules::PartnerView& partner,
                                          const rules::AccountView& account,
                                          rules::Instant now) const override;
    /// As mayEnrol; a fault is NotValidated without suggestions. More than three suggestions are
    /// dropped.
    [[nodiscard]] rules::AddressVerdict validateAddress(
        const rules::AddressView& address) const override;
    /// As mayEnrol.
    rules::Decision mayUse(const rules::SinkView& sink) const override;

    /// How often a call ended in PLUGIN-FAULT since the start, refusals after a stop included and
    /// those of calls that were under way when it happened. For metrics.
    [[nodiscard]] std::uint64_t faults() const noexcept { return faults_.load(); }

    /// Whether a rule stopped and everything is refused since. Never false again once it is true.
    [[nodiscard]] bool stopped() const noexcept { return stopped_.load(); }

    /// For what else calls into the instance: opening the store. Not guarded; its caller watches
    /// it.
    [[nodiscard]] const concordat_instance* instance() const noexcept { return instance_.get(); }

    /// Watches a call into the instance as a rule is watched, for as long as the result lives.
    [[nodiscard]] Watchdog::Watch watch(const char* call) const noexcept {
        return {watchdog_, call};
    }

private:
    // Once, from the constructor: `facts_` is what everyone then sees.
    rules::CloudFacts readFacts() const;
    // From the watchdog's thread.
    void ruleStopped(const char* rule, std::chrono::milliseconds since, bool end_process);
    // Counts, logs, refuses.
    rules::Decision fault(const char* rule, std::string_view why) const;
    // Counts and refuses, of a cloud that has stopped.
    rules::Decision silentFault() const;
    // What an answer that did not allow comes to.
    rules::Decision verdict(const char* rule, int answer, concordat_decision& decision) const;
    // The way of every rule: watched, caught, judged.
    template <class Call>
    rules::Decision ask(const char* rule, Call&& call) const;

    const concordat_plugin_table& table_;
    // Released, not destroyed, when a call is stuck inside it.
    std::unique_ptr<concordat_instance, void (*)(concordat_instance*)> instance_;
    const std::string cloud_id_;
    const std::string plugin_name_;
    const rules::CloudFacts facts_;
    PluginObserver* const observer_;  // of who loaded the plugin; may be null
    mutable std::atomic<std::uint64_t> faults_{0};
    std::atomic<bool> stopped_{false};
    mutable Watchdog watchdog_;  // last: its thread uses what stands above
};

}  // namespace concordat::host
