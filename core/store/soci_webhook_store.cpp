#include "core/store/soci_webhook_store.hpp"

#include <limits>

#include "core/store/sealed_values.hpp"

namespace concordat::store {
namespace {

using events::Claim;
using events::Event;

/// Rows of the record, or transactions, looked at in one go: few, so that others do not wait.
constexpr std::int64_t kPlacedAtOnce = 500;
constexpr std::int64_t kPurgedAtOnce = 500;

std::int64_t mostFailures(bool healthy) {
    return healthy ? 0 : std::numeric_limits<std::int32_t>::max();
}

Event readEvent(const Rows& rows) {
    return {rows.integer(0),
            rows.uuid(1),
            rows.uuid(2),
            rows.instant(3),
            static_cast<audit::ResourceType>(rows.integer(4)),
            static_cast<audit::OperationType>(rows.integer(5)),
            static_cast<std::uint32_t>(rows.integer(6))};
}

std::vector<events::Attempt> readAttempts(Connection& session, const PartnerId& partner,
                                          const Uuid& event) {
    Cursor rows(session.query(partner, StatementId::ListEventAttempts,
                              {{"partner", partner}, {"event", event}}));
    std::vector<events::Attempt> attempts;
    while (rows->next())
        attempts.push_back({rows->instant(0), static_cast<std::uint32_t>(rows->integer(1)),
                            std::string(rows->text(2))});
    return attempts;
}

}  // namespace

std::int64_t testPositionOf(const Uuid& id) {
    constexpr unsigned kTimestampBytes = 6;
    constexpr unsigned kBitsPerByte = 8;
    std::int64_t milliseconds = 0;
    for (unsigned i = 0; i < kTimestampBytes; ++i)
        milliseconds = (milliseconds << kBitsPerByte) | id.bytes[i];
    return -milliseconds;
}

std::optional<events::Registration> SociWebhookStore::registration(const PartnerId& partner) {
    auto session = readers_.acquire();
    Cursor rows(
        session->query(partner, StatementId::FindWebhookRegistration, {{"partner", partner}}));
    if (!rows->next()) return std::nullopt;
    const auto key = vault_.unwrap(rows->bytes(3), partner.value);
    auto found = decodeRegistration(
        vault_.open(key, Sealed::WebhookRegistration, partner.value, rows->bytes(0)));
    found.changed = rows->instant(1);
    found.version = static_cast<std::uint64_t>(rows->integer(2));
    return found;
}

std::optional<events::TestEvent> SociWebhookStore::testEvent(const PartnerId& partner,
                                                             const Uuid& id) {
    auto session = readers_.acquire();
    events::TestEvent found;
    {
        Cursor rows(session->query(
            partner, StatementId::FindTestEvent,
            {{"partner", partner}, {"position", testPositionOf(id)}, {"event", id}}));
        if (!rows->next()) return std::nullopt;
        found.state = static_cast<events::DeliveryState>(rows->integer(0));
    }
    found.attempts = readAttempts(*session, partner, id);
    return found;
}

void SociWebhookStore::forgetLeases() {
    ChangePlan plan;
    plan.steps.push_back({StatementId::ForgetLeases, {}});
    static_cast<void>(executor_.apply(plan));
}

bool SociWebhookStore::place(Instant now) {
    {
        const auto session = sessions_.acquire();
        Cursor rows(session->query(StatementId::EventsWaiting, {}));
        if (!rows->next() || rows->integer(0) == 0) return false;
    }
    ChangePlan plan;
    plan.steps.push_back(
        {StatementId::PlaceEvents, {{"now", now}, {"most", Value(kPlacedAtOnce)}}});
    static_cast<void>(executor_.apply(plan));
    return true;
}

std::optional<Claim> SociWebhookStore::claim(Instant now, Instant until, bool healthy) {
    const Parameter most{"most_failures", mostFailures(healthy)};
    {
        // Most of the time there is nothing, and that is found out by reading.
        const auto session = sessions_.acquire();
        Cursor rows(session->query(StatementId::FindDueTarget, {{"now", now}, most}));
        if (!rows->next() || rows->isNull(0)) return std::nullopt;
    }
    const auto lease = makeRandomUuid();
    ChangePlan plan;
    plan.steps.push_back({StatementId::ClaimTarget,
                          {{"lease", lease}, {"now", now}, {"until", until}, most},
                          Outcome::Gone});
    if (executor_.apply(plan) != Outcome::Applied) return std::nullopt;
    const auto session = sessions_.acquire();
    Cursor rows(session->query(StatementId::FindClaimedTarget, {{"lease", lease}}));
    if (!rows->next()) return std::nullopt;
    return Claim{{rows->uuid(0)}, lease, static_cast<std::uint32_t>(rows->integer(1))};
}

std::vector<Event> SociWebhookStore::due(const PartnerId& partner, Instant now,
                                         std::uint32_t size) {
    const auto session = sessions_.acquire();
    Cursor rows(session->query(partner, StatementId::ListDueEvents,
                               {{"partner", partner}, {"now", now}, {"size", size}}));
    std::vector<Event> events;
    while (rows->next()) events.push_back(readEvent(*rows));
    return events;
}

bool SociWebhookStore::finish(const Claim& claim, std::span<const events::Finished> events,
                              Instant until) {
    if (events.empty()) return true;
    ChangePlan plan;
    plan.partner = claim.partner;
    for (const auto& [event, standing, attempt] : events) {
        plan.steps.push_back({StatementId::FinishEvent,
                              {{"until", until},
                               {"partner", claim.partner},
                               {"lease", claim.lease},
                               {"state", static_cast<std::int64_t>(standing.state)},
                               {"attempts", standing.attempts},
                               {"due", standing.due},
                               {"position", event.position},
                               {"event", event.id}},
                              Outcome::Gone});
        if (attempt)
            plan.steps.push_back({StatementId::AddEventAttempt,
                                  {{"partner", claim.partner},
                                   {"event", event.id},
                                   {"at", attempt->at},
                                   {"attempt", standing.attempts},
                                   {"status", attempt->status},
                                   {"problem", std::string_view(attempt->problem)}}});
    }
    return executor_.apply(plan) == Outcome::Applied;
}

void SociWebhookStore::release(const Claim& claim, const events::TargetStanding& target,
                               Instant now) {
    ChangePlan plan;
    plan.partner = claim.partner;
    plan.steps.push_back({StatementId::ReleaseTarget,
                          {{"failures", target.failures},
                           {"paused_until", target.paused_until},
                           {"no_lease", kNoLease},
                           {"now", now},
                           {"partner", claim.partner},
                           {"lease", claim.lease}}});
    static_cast<void>(executor_.apply(plan));
}

std::vector<events::PastEvent> SociWebhookStore::history(const PartnerId& partner,
                                                         std::int64_t after, std::uint32_t size) {
    const auto session = sessions_.acquire();
    Cursor rows(session->query(partner, StatementId::ListEvents,
                               {{"partner", partner}, {"after", Value(after)}, {"size", size}}));
    std::vector<events::PastEvent> events;
    while (rows->next())
        events.push_back({readEvent(*rows), static_cast<events::DeliveryState>(rows->integer(7))});
    return events;
}

std::vector<events::Attempt> SociWebhookStore::attempts(const PartnerId& partner,
                                                        const Uuid& event) {
    const auto session = sessions_.acquire();
    return readAttempts(*session, partner, event);
}

void SociWebhookStore::replay(const PartnerId& partner, std::int64_t after, Instant now) {
    ChangePlan plan;
    plan.partner = partner;
    plan.steps.push_back(
        {StatementId::ReplayEvents, {{"now", now}, {"partner", partner}, {"after", Value(after)}}});
    static_cast<void>(executor_.apply(plan));
}

void SociWebhookStore::purge(Instant before, Instant tests_before) {
    ChangePlan plan;
    plan.steps.push_back(
        {StatementId::PurgeEvents,
         {{"before", before}, {"most", Value(kPurgedAtOnce)}, {"tests_before", tests_before}}});
    static_cast<void>(executor_.apply(plan));
}

}  // namespace concordat::store
