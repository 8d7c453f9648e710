#include "core/runtime/deliverer.hpp"

#include <algorithm>
#include <set>

#include "core/base/log.hpp"
#include "core/events/event_names.hpp"

namespace concordat::runtime {
namespace {

using events::AttemptResult;
using events::DeliveryState;

/// How often is looked for work while there is none.
constexpr std::chrono::milliseconds kLook{200};
/// How long others wait for what a killed worker had claimed; longer than a delivery may take.
constexpr std::chrono::seconds kLease{60};
/// After it a partner that has more lets others go first.
constexpr std::chrono::seconds kTurn{20};
constexpr std::uint32_t kEventsOfATurn = 50;
/// What was delivered is written for so many events at once, or after so long: a write waits for
/// the disk, and what a killed worker had not written is delivered again.
constexpr std::size_t kWrittenAtOnce = 25;
constexpr std::chrono::milliseconds kWrittenWithin{500};

}  // namespace

/// A worker's time with one partner.
struct Deliverer::Turn {
    const events::Claim& claim;
    const events::Registration& registration;
    std::optional<events::WebhookTarget> target;
    events::TargetStanding standing;
    std::set<Uuid> waiting{};  // customers whose event was not accepted: their next ones wait
    bool reachable = true;
    std::vector<events::Finished> finished{};  // not written yet
    std::chrono::steady_clock::time_point written = std::chrono::steady_clock::now();
};

Deliverer::Deliverer(Parts parts, DeliverySettings settings)
    : parts_(parts), settings_(std::move(settings)) {
    for (std::size_t i = 0; i < settings_.workers; ++i) threads_.emplace_back([this] { work(); });
}

Deliverer::~Deliverer() {
    stop();
}

void Deliverer::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    for (auto& thread : threads_) thread.join();
    threads_.clear();
}

DeliveryCounters Deliverer::counters() const {
    return {delivered_, failed_, given_up_, busy_};
}

void Deliverer::work() noexcept {
    while (!stopping_) {
        try {
            const auto claim = waitForClaim();
            if (!claim) continue;
            const bool failing = claim->failures > 0;
            ++busy_;
            try {
                serve(*claim);
            } catch (...) {
                --busy_;
                if (failing) --at_failing_;
                throw;
            }
            --busy_;
            if (failing) --at_failing_;
        } catch (const std::exception& error) {
            // The lease ends by itself: what was not written is delivered again.
            logEvent(Severity::Warning, "WEBHOOK-DELIVERY-INTERRUPTED",
                     "The store could not be asked for events; it is tried again",
                     {{"cloud", settings_.cloud}, {"error", error.what()}});
            std::unique_lock lock(mutex_);
            wake_.wait_for(lock, std::chrono::seconds(1), [this] { return isStopping(); });
        }
    }
}

// One worker looks, the others wait for it to find something: as many looks however many workers.
std::optional<events::Claim> Deliverer::waitForClaim() {
    const std::lock_guard claiming(claiming_);
    while (!stopping_) {
        parts_.deliveries.place(parts_.clock.now());
        if (auto claim = claimOne()) return claim;
        std::unique_lock lock(mutex_);
        wake_.wait_for(lock, kLook, [this] { return isStopping(); });
    }
    return std::nullopt;
}

std::optional<events::Claim> Deliverer::claimOne() {
    const auto most_failing = std::max<std::size_t>(1, settings_.workers / 2);
    const auto now = parts_.clock.now();
    auto claim = parts_.deliveries.claim(now, now + kLease, at_failing_ >= most_failing);
    if (claim && claim->failures > 0) ++at_failing_;
    return claim;
}

void Deliverer::serve(const events::Claim& claim) {
    const auto began = std::chrono::steady_clock::now();
    const auto now = parts_.clock.now();
    const auto registration = parts_.registrations.registration(claim.partner);
    if (!registration) return parts_.deliveries.release(claim, {}, now);
    Turn turn{claim, *registration, events::parseTarget(registration->url), {claim.failures, now}};
    for (const auto& event : parts_.deliveries.due(claim.partner, now, kEventsOfATurn)) {
        if (stopping_ || std::chrono::steady_clock::now() - began > kTurn) break;
        if (turn.waiting.contains(event.subject)) continue;
        if (!deliver(turn, event)) return;  // the claim is another's by now
        if (!turn.reachable) break;
    }
    if (write(turn)) parts_.deliveries.release(claim, turn.standing, parts_.clock.now());
}

bool Deliverer::deliver(Turn& turn, const events::Event& event) {
    const auto name = event.isTest() ? std::string(events::kTestEvent)
                                     : events::eventNameOf(event.resource, event.operation);
    const auto& asked = turn.registration.events;
    if (std::find(asked.begin(), asked.end(), name) == asked.end()) {
        turn.finished.push_back(
            {event, {DeliveryState::NotAsked, event.attempts, event.at}, std::nullopt});
    } else {
        const auto sent = send(turn, event, name);
        const auto now = parts_.clock.now();
        const auto result = events::resultOf(sent.status);
        const auto standing = events::afterAttempt(settings_.retry, event.attempts, result, now);
        turn.standing = events::targetAfter(settings_.retry, turn.standing.failures, result, now);
        turn.finished.push_back({event, standing, events::Attempt{now, sent.status, sent.problem}});
        if (result != AttemptResult::Accepted) turn.waiting.insert(event.subject);
        turn.reachable = result != AttemptResult::Unreachable;
    }
    const bool soon = turn.finished.size() < kWrittenAtOnce &&
                      std::chrono::steady_clock::now() - turn.written < kWrittenWithin;
    return soon || write(turn);
}

SendResult Deliverer::send(const Turn& turn, const events::Event& event, const std::string& name) {
    // Vetted again: the settings may have changed since it was registered.
    if (!turn.target || !events::mayTarget(settings_.targets, *turn.target))
        return {0, "the settings do not allow this address"};
    const auto body = events::messageOf(settings_.messages, turn.claim.partner, event, name);
    const auto signature = parts_.signer.sign(body);
    SendHeaders headers{
        {"X-MS-Certificate-Url",
         settings_.messages.public_url + "/webhooks/v1/certificates/" + signature.thumbprint},
        {"X-MS-Signature-Algorithm", "rsa-sha256"},
        {"MS-CorrelationId", event.id.toString()}};
    if (turn.registration.signature_in_own_header)
        headers.emplace_back("x-ms-signature", signature.value);
    else
        headers.emplace_back("Authorization", "Signature " + signature.value);
    return parts_.sender.post(*turn.target, headers, body);
}

// False: the claim is another's by now, who delivers again what was not written.
bool Deliverer::write(Turn& turn) {
    if (!parts_.deliveries.finish(turn.claim, turn.finished, parts_.clock.now() + kLease))
        return false;
    for (const auto& finished : turn.finished) count(turn, finished);
    turn.finished.clear();
    turn.written = std::chrono::steady_clock::now();
    return true;
}

void Deliverer::count(const Turn& turn, const events::Finished& finished) {
    if (!finished.attempt) return;
    if (finished.standing.state == DeliveryState::Delivered) {
        ++delivered_;
        return;
    }
    ++failed_;
    if (finished.standing.state != DeliveryState::GivenUp) return;
    ++given_up_;
    logEvent(Severity::Warning, "WEBHOOK-GIVEN-UP",
             "An event was not accepted at its last attempt and is tried no more",
             {{"cloud", settings_.cloud},
              {"partner", turn.claim.partner.value.toString()},
              {"event", finished.event.id.toString()},
              {"position", std::to_string(finished.event.position)}});
}

}  // namespace concordat::runtime
