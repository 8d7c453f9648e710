#include <iostream>
#include <stdexcept>

#include "core/events/event_names.hpp"
#include "tools/concordat/command.hpp"
#include "tools/concordat/command_cloud.hpp"

namespace concordat::cli {
namespace {

constexpr std::int64_t kMostLines = 1000;

struct WebhookOptions {
    std::string partner;
    std::string event;
    std::int64_t after = 0;
};

std::string_view nameOf(events::DeliveryState state) {
    switch (state) {
        case events::DeliveryState::Pending:
            return "pending";
        case events::DeliveryState::Delivered:
            return "delivered";
        case events::DeliveryState::GivenUp:
            return "given up";
        case events::DeliveryState::NotAsked:
            return "not asked for";
    }
    return "unknown";
}

std::string nameOf(const events::Event& event) {
    if (event.isTest()) return std::string(events::kTestEvent);
    auto name = events::eventNameOf(event.resource, event.operation);
    return name.empty() ? "untold" : name;
}

void writeAttempts(events::DeliveryStore& deliveries, const PartnerId& partner,
                   const std::string& text) {
    const auto event = Uuid::parse(text);
    if (!event) throw std::runtime_error("--event: '" + text + "' is not a UUID");
    for (const auto& attempt : deliveries.attempts(partner, *event))
        std::cout << toString(attempt.at) << ' '
                  << (attempt.status == 0 ? attempt.problem : std::to_string(attempt.status))
                  << '\n';
}

int showLog(const CloudChoice& choice, const WebhookOptions& options) {
    const auto chosen = chooseCloud(choice);
    const auto opened = openForCommand(chosen);
    auto& deliveries = opened->store().deliveries();
    const auto partner = findPartner(opened->store(), options.partner).id;
    if (!options.event.empty()) {
        writeAttempts(deliveries, partner, options.event);
        return kDone;
    }
    for (const auto& [event, state] :
         deliveries.history(partner, options.after, static_cast<std::uint32_t>(kMostLines)))
        std::cout << event.position << ' ' << toString(event.at) << ' ' << nameOf(event) << ' '
                  << event.subject.toString() << ' ' << event.id.toString() << ' ' << event.attempts
                  << ' ' << nameOf(state) << '\n';
    return kDone;
}

int replay(const CloudChoice& choice, const WebhookOptions& options) {
    const auto chosen = chooseCloud(choice);
    const auto opened = openForCommand(chosen);
    const auto partner = findPartner(opened->store(), options.partner);
    opened->store().deliveries().replay(partner.id, options.after, SystemClock().now());
    std::cout << "events of " << partner.name << " after position " << options.after
              << " are delivered again\n";
    return kDone;
}

std::shared_ptr<WebhookOptions> addPartnerOption(CLI::App& command) {
    auto options = std::make_shared<WebhookOptions>();
    command
        .add_option("--partner", options->partner,
                    "Whose events: name, tenant id or partner network id")
        ->required();
    return options;
}

}  // namespace

void addWebhookCommand(CLI::App& app, int& exit_code) {
    auto* webhook =
        app.add_subcommand("webhook", "See and repeat what partners' receivers are told");
    webhook->require_subcommand(1);

    auto* log_command = webhook->add_subcommand("log", "List a partner's events, 1000 at a time");
    explain(*log_command,
            "Each line: position, time, event, customer, id, attempts, state. May run beside a "
            "server.");
    auto log_choice = addCloudOptions(*log_command);
    auto log_options = addPartnerOption(*log_command);
    log_command->add_option("--after", log_options->after,
                            "Position to go on from; a negative one shows test events too");
    log_command->add_option("--event", log_options->event, "Show the attempts of this event");
    log_command->callback(
        [log_choice, log_options, &exit_code] { exit_code = showLog(*log_choice, *log_options); });

    auto* replay_command =
        webhook->add_subcommand("replay", "Deliver a partner's events after a position again");
    explain(*replay_command,
            "Whatever became of them: its receiver gets those again that it accepted. May run "
            "beside a server.");
    auto choice = addCloudOptions(*replay_command);
    auto options = addPartnerOption(*replay_command);
    replay_command->add_option("--after", options->after, "Position of the last event to leave out")
        ->required();
    replay_command->callback(
        [choice, options, &exit_code] { exit_code = replay(*choice, *options); });
}

}  // namespace concordat::cli
