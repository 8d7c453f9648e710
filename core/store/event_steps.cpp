#include "core/store/sealed_values.hpp"
#include "core/store/soci_webhook_store.hpp"
#include "core/store/steps.hpp"

namespace concordat::store {

void addSteps(StepWriter& writer, const changes::AddWebhookRegistration& change) {
    writer.add(StatementId::AddWebhookRegistration,
               {{"partner", writer.partner()},
                {"sealed", writer.seal(Sealed::WebhookRegistration, writer.partner().value,
                                       encode(change.registration))},
                {"changed", writer.now()},
                {"no_lease", kNoLease}},
               std::nullopt);
}

void addSteps(StepWriter& writer, const changes::ReplaceWebhookRegistration& change) {
    writer.add(StatementId::ReplaceWebhookRegistration,
               {{"sealed", writer.seal(Sealed::WebhookRegistration, writer.partner().value,
                                       encode(change.registration))},
                {"changed", writer.now()},
                {"no_lease", kNoLease},
                {"partner", writer.partner()}},
               Outcome::Gone);
}

void addSteps(StepWriter& writer, const changes::AddTestEvent& change) {
    constexpr std::chrono::microseconds kMillisecond{1000};
    writer.add(StatementId::AddTestEvent,
               {{"partner", writer.partner()},
                {"position", testPositionOf(change.id)},
                {"event", change.id},
                {"now", writer.now()},
                {"since", -(toMicroseconds(change.since) / kMillisecond.count())},
                {"most", change.most}},
               Outcome::Exhausted);
}

}  // namespace concordat::store
