#pragma once

#include "core/events/delivery_store.hpp"
#include "core/events/registration.hpp"
#include "core/store/change_plan.hpp"
#include "core/store/session_pool.hpp"
#include "core/store/vault.hpp"

namespace concordat::store {

/// The lease of a registration that nobody works at.
inline constexpr Uuid kNoLease{};

/// Where a test event stands among the events: before all others, newer ones first. `id` is of
/// version 7.
[[nodiscard]] std::int64_t testPositionOf(const Uuid& id);

/// Registrations and deliveries through SOCI. Thread-safe.
class SociWebhookStore final : public events::RegistrationStore, public events::DeliveryStore {
public:
    /// Borrows all. Deliverers use sessions of the pool, since they are no fibers; requests read
    /// through `readers`.
    SociWebhookStore(SessionPool& sessions, Sessions& readers, PlanExecutor& executor,
                     const Vault& vault)
        : sessions_(sessions), readers_(readers), executor_(executor), vault_(vault) {}

    [[nodiscard]] std::optional<events::Registration> registration(
        const PartnerId& partner) override;
    [[nodiscard]] std::optional<events::TestEvent> testEvent(const PartnerId& partner,
                                                             const Uuid& id) override;

    void forgetLeases() override;
    bool place(Instant now) override;
    [[nodiscard]] std::optional<events::Claim> claim(Instant now, Instant until,
                                                     bool healthy) override;
    [[nodiscard]] std::vector<events::Event> due(const PartnerId& partner, Instant now,
                                                 std::uint32_t size) override;
    [[nodiscard]] bool finish(const events::Claim& claim, std::span<const events::Finished> events,
                              Instant until) override;
    void release(const events::Claim& claim, const events::TargetStanding& target,
                 Instant now) override;
    [[nodiscard]] std::vector<events::PastEvent> history(const PartnerId& partner,
                                                         std::int64_t after,
                                                         std::uint32_t size) override;
    [[nodiscard]] std::vector<events::Attempt> attempts(const PartnerId& partner,
                                                        const Uuid& event) override;
    void replay(const PartnerId& partner, std::int64_t after, Instant now) override;
    void purge(Instant before, Instant tests_before) override;

private:
    SessionPool& sessions_;   // not owned; outlives the store
    Sessions& readers_;       // likewise
    PlanExecutor& executor_;  // likewise
    const Vault& vault_;      // likewise
};

}  // namespace concordat::store
