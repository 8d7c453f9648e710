#include "plugins/host/guarded_cloud.hpp"

#include <cstdlib>
#include <cstring>
#include <exception>

#include <concordat/rules/border.hpp>
#include <concordat/rules/fact_stream.hpp>
#include <concordat/rules/portal_address.hpp>

#include "core/base/error.hpp"
#include "core/base/fiber.hpp"
#include "core/base/log.hpp"

namespace concordat::host {

namespace {

using rules::Decision;
using rules::border::fromC;
using rules::border::toC;

// A rule may run in a fiber; what it is not promised is for the core's calls around it.
static_assert(rules::kRuleStackBytes <= FiberPool::kStackBytes / 2);

/// A plugin may have none to give; more than a caller would read are only memory.
constexpr std::size_t kMostSuggestions = 3;
constexpr int kExitAfterHang = 70;  // EX_SOFTWARE: the supervisor restarts the process

/// Reads at most the array: a plugin in C may have forgotten the final zero.
template <std::size_t Size>
std::string_view textOf(const char (&text)[Size]) {
    return {text, ::strnlen(text, Size)};
}

/// Fills `reader`; an exception must not pass through the plugin's C frames, so it is kept.
struct FactSink {
    rules::fact_stream::Reader reader;
    std::string problem;

    static void take(void* context, concordat_text key, concordat_text value) noexcept {
        auto& self = *static_cast<FactSink*>(context);
        // The first problem is the one to tell; what follows may only follow from it.
        if (!self.problem.empty()) return;
        try {
            self.reader.take(fromC(key), fromC(value));
        } catch (const std::exception& exception) {
            self.problem = exception.what();
        }
    }
};

/// Keeps what an address rule suggests; more than three are not asked for and dropped.
struct SuggestionSink {
    std::vector<rules::SuggestedAddress> suggestions;
    bool failed = false;

    static void take(void* context, const concordat_address* address) noexcept {
        auto& self = *static_cast<SuggestionSink*>(context);
        try {
            if (self.suggestions.size() >= kMostSuggestions) return;
            const auto view = fromC(*address);
            self.suggestions.push_back({std::string(view.country), std::string(view.city),
                                        std::string(view.state), std::string(view.address_line1),
                                        std::string(view.address_line2),
                                        std::string(view.postal_code)});
        } catch (const std::exception&) {
            self.failed = true;
        }
    }
};

/// What is wrong with an address to which partners would be sent; empty: nothing.
std::string faultOfPortals(const rules::CloudFacts& facts) {
    for (const auto& service : facts.managed_services)
        for (const auto* address :
             {&service.admin_service, &service.service_health, &service.service_ticket})
            if (const auto fault = rules::PortalAddress::faultOf(*address); !fault.empty())
                return "the managed service '" + service.id + "' has an address at which " +
                       "partners cannot work: " + fault;
    return {};
}

}  // namespace

GuardedCloud::GuardedCloud(const concordat_plugin_table& table, concordat_instance* instance,
                           const PluginInfo& info, const LoadOptions& options)
    : table_(table),
      instance_(instance, table.destroy),
      cloud_id_(info.cloud_id),
      plugin_name_(info.name),
      facts_(readFacts()),
      observer_(options.observer),
      watchdog_(options.budget,
                [this, end_process = options.end_process_on_hang](const char* rule, auto since) {
                    ruleStopped(rule, since, end_process);
                }) {}

/// A call that has stopped never comes back, but its frames still refer to the instance: leaking it
/// is the only safe end.
GuardedCloud::~GuardedCloud() {
    if (watchdog_.busy()) (void)instance_.release();
}

/// Copies the facts once, so that the core reads them at no cost and the plugin cannot change them.
rules::CloudFacts GuardedCloud::readFacts() const {
    FactSink sink;
    concordat_message error{};
    int answer = CONCORDAT_FAULT;
    try {
        answer = table_.facts(instance(), FactSink::take, &sink, &error);
    } catch (...) {
        rules::border::copyTo(error.text, "an exception crossed the border");
    }
    if (answer != CONCORDAT_ALLOWED) sink.problem = textOf(error.text);
    auto facts = sink.reader.finish();
    // The descriptor was read without running code, the facts come from it: they must be of one
    // cloud.
    if (sink.problem.empty() && facts.id != cloud_id_)
        sink.problem = "they are of the cloud '" + facts.id + "'";
    if (sink.problem.empty()) sink.problem = faultOfPortals(facts);
    if (!sink.problem.empty() || answer != CONCORDAT_ALLOWED)
        throw FatalError("PLUGIN-FACTS", "The facts of the plugin for cloud '" + cloud_id_ +
                                             "' cannot be used: " + sink.problem +
                                             ". Correct its cloud.yaml or the plugin.");
    return facts;
}

/// From the watchdog's thread. Refusing comes first: nothing may be allowed while the event is
/// written.
void GuardedCloud::ruleStopped(const char* rule, std::chrono::milliseconds since,
                               bool end_process) {
    stopped_.store(true);
    logEvent(Severity::Critical, "PLUGIN-STOPPED",
             "a rule of the plugin does not return; the cloud refuses every request",
             {{"cloud", cloud_id_},
              {"plugin", plugin_name_},
              {"rule", rule},
              {"milliseconds", std::to_string(since.count())},
              {"ends_process", end_process ? "true" : "false"}});
    if (observer_ != nullptr) observer_->ruleStopped(rule);
    // Not std::exit: static destructors would wait for, or pull the ground from, the stopped call.
    if (end_process) std::_Exit(kExitAfterHang);
}

/// The one answer to everything that is not an answer.
Decision GuardedCloud::fault(const char* rule, std::string_view why) const {
    faults_.fetch_add(1, std::memory_order_relaxed);
    logEvent(Severity::Error, kFaultRule, "a rule of the plugin failed; the request was refused",
             {{"cloud", cloud_id_}, {"plugin", plugin_name_}, {"rule", rule}, {"why", why}});
    if (observer_ != nullptr) observer_->ruleFailed(rule, why);
    return Decision::refuse(kFaultRule);
}

Decision GuardedCloud::silentFault() const {
    faults_.fetch_add(1, std::memory_order_relaxed);
    return Decision::refuse(kFaultRule);
}

/// Only a refusal by a rule that the facts name has a text and a status for the partner.
Decision GuardedCloud::verdict(const char* rule, int answer, concordat_decision& decision) const {
    if (answer == CONCORDAT_FAULT) return fault(rule, textOf(decision.fault));
    if (answer != CONCORDAT_REFUSED) return fault(rule, "it answered with an unknown number");
    const auto id = textOf(decision.rule);
    if (facts_.rule(id) == nullptr) return fault(rule, "it refused by a rule that is not a fact");
    return Decision::refuse(id, textOf(decision.member));
}

/// `call(decision)` runs one function of the table; only its own texts are set beforehand.
template <class Call>
Decision GuardedCloud::ask(const char* rule, Call&& call) const {
    // Said once when it stopped, not again for every request.
    if (stopped_.load(std::memory_order_relaxed)) return silentFault();
    // Left uninitialised but for the first bytes: clearing half a kilobyte for every allowed call
    // would cost more than the call.
    concordat_decision decision;
    decision.rule[0] = decision.member[0] = decision.fault[0] = '\0';
    int answer = CONCORDAT_FAULT;
    try {
        const Watchdog::Watch watch(watchdog_, rule);
        answer = call(&decision);
    } catch (...) {
        return fault(rule, "an exception crossed the border");
    }
    // The cloud may have been stopped by another call meanwhile, or by this one if it came back
    // late: what it answered then counts no more.
    if (stopped_.load(std::memory_order_relaxed)) return silentFault();
    return answer == CONCORDAT_ALLOWED ? Decision::allow() : verdict(rule, answer, decision);
}

Decision GuardedCloud::mayEnrol(const rules::PartnerView& partner) const {
    const auto plain = toC(partner);
    return ask("mayEnrol", [&](auto* out) { return table_.may_enrol(instance(), &plain, out); });
}

Decision GuardedCloud::mayAddCustomer(const rules::PartnerView& partner,
                                      const rules::CustomerDraftView& draft,
                                      rules::Instant now) const {
    const auto plain = toC(partner);
    const auto address = toC(draft.billing.default_address);
    const auto billing = toC(draft.billing, address);
    const auto plain_draft = toC(draft, billing);
    return ask("mayAddCustomer", [&](auto* out) {
        return table_.may_add_customer(instance(), &plain, &plain_draft,
                                       now.time_since_epoch().count(), out);
    });
}

Decision GuardedCloud::mayChangeBilling(const rules::PartnerView& partner,
                                        const rules::AccountView& account,
                                        const rules::BillingProfileView& profile,
                                        rules::Instant now) const {
    const auto plain = toC(partner);
    const auto plain_account = toC(account);
    const auto address = toC(profile.default_address);
    const auto billing = toC(profile, address);
    return ask("mayChangeBilling", [&](auto* out) {
        return table_.may_change_billing(instance(), &plain, &plain_account, &billing,
                                         now.time_since_epoch().count(), out);
    });
}

Decision GuardedCloud::mayRemoveRelationship(const rules::PartnerView& partner,
                                             const rules::AccountView& account,
                                             rules::Instant now) const {
    const auto plain = toC(partner);
    const auto plain_account = toC(account);
    return ask("mayRemoveRelationship", [&](auto* out) {
        return table_.may_remove_relationship(instance(), &plain, &plain_account,
                                              now.time_since_epoch().count(), out);
    });
}

rules::AddressVerdict GuardedCloud::validateAddress(const rules::AddressView& address) const {
    const auto plain = toC(address);
    SuggestionSink sink;
    auto status = static_cast<std::uint32_t>(rules::AddressStatus::NotValidated);
    rules::AddressVerdict verdict;
    verdict.problem = ask("validateAddress", [&](auto* out) {
        return table_.validate_address(instance(), &plain, &status, SuggestionSink::take, &sink,
                                       out);
    });
    // What a failed rule wrote to `status` and suggested is worth nothing.
    if (verdict.problem.rule() == kFaultRule) return verdict;
    if (sink.failed || status > static_cast<std::uint32_t>(rules::AddressStatus::NotValidated)) {
        verdict.problem = fault("validateAddress", "it answered with an unknown status");
        return verdict;
    }
    verdict.status = static_cast<rules::AddressStatus>(status);
    verdict.suggestions = std::move(sink.suggestions);
    return verdict;
}

Decision GuardedCloud::mayUse(const rules::SinkView& sink) const {
    const auto plain = toC(sink);
    return ask("mayUse", [&](auto* out) { return table_.may_use(instance(), &plain, out); });
}

}  // namespace concordat::host
