#include <iostream>

#include "core/base/json_writer.hpp"
#include "tools/concordat/command.hpp"
#include "tools/concordat/command_cloud.hpp"

namespace concordat::cli {
namespace {

/// Entries read at a time.
constexpr std::uint32_t kPage = 500;

void writeText(const audit::Entry& entry) {
    std::cout << toString(entry.at) << ' ' << entry.id.toString() << ' ' << nameOf(entry.operation);
    for (const auto& [name, value] : entry.customized_data)
        std::cout << (&name == &entry.customized_data.front().first ? " " : "; ") << name << ": "
                  << value;
    std::cout << '\n';
}

void writeJson(const audit::Entry& entry) {
    std::string text;
    JsonWriter json(text);
    json.beginObject()
        .member("id", entry.id)
        .member("time", entry.at)
        .member("resourceType", nameOf(entry.resource))
        .member("operationType", nameOf(entry.operation))
        .name("data")
        .beginObject();
    for (const auto& [name, value] : entry.customized_data) json.member(name, value);
    json.endObject().endObject();
    std::cout << text << '\n';
}

/// From the newest to the oldest.
int list(const CloudChoice& choice, bool as_json) {
    const auto chosen = chooseCloud(choice);
    const auto opened = openForCommand(chosen);
    auto& record = opened->store().record();
    audit::Query query;
    query.from = Instant::min();
    query.to = SystemClock().now() + std::chrono::days(1);  // clocks of instances differ
    query.size = kPage;
    for (bool more = true; more;) {
        const auto page = record.list(audit::kCloudItself, query);
        for (const auto& entry : page.entries) as_json ? writeJson(entry) : writeText(entry);
        more = page.has_next;
        if (more) query.after = {page.entries.back().at, page.entries.back().id};
    }
    return kDone;
}

}  // namespace

void addRecordCommand(CLI::App& app, int& exit_code) {
    auto* record = app.add_subcommand("record", "Read what a cloud's record has about the cloud");
    record->require_subcommand(1);
    auto* command =
        record->add_subcommand("list", "List the entries about the cloud itself, the newest first");
    explain(*command,
            "What its rules refused, and what was changed while it ran: entries of the operator's "
            "own acts, which no\npartner sees. What partners did, they read themselves. May run "
            "beside a server.");
    auto choice = addCloudOptions(*command);
    auto as_json = std::make_shared<bool>(false);
    command->add_flag("--json", *as_json, "One JSON object on each line, for programs");
    command->callback([choice, as_json, &exit_code] { exit_code = list(*choice, *as_json); });
}

}  // namespace concordat::cli
