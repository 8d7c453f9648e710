#include <iostream>

#include "core/base/json_writer.hpp"
#include "core/runtime/residency.hpp"
#include "tools/concordat/command.hpp"
#include "tools/concordat/command_cloud.hpp"

namespace concordat::cli {
namespace {

/// What leaves this machine for one cloud.
std::vector<runtime::Sink> outboundOf(const runtime::CloudSettings& cloud) {
    auto sinks = runtime::sinksOf(cloud);
    std::erase_if(sinks, [](const auto& sink) { return !sink.outbound; });
    return sinks;
}

void writeText(const runtime::Settings& settings) {
    std::size_t count = 0;
    for (const auto& cloud : settings.clouds)
        for (const auto& sink : outboundOf(cloud)) {
            ++count;
            std::cout << cloud.id << ": " << runtime::purposeOf(sink.kind) << " at "
                      << sink.location << ", " << sink.destination
                      << (sink.encrypted ? ", encrypted" : ", not encrypted") << '\n';
        }
    if (count == 0) std::cout << "no outbound destination: nothing leaves this machine\n";
}

void writeJson(const runtime::Settings& settings) {
    std::string text;
    JsonWriter json(text);
    json.beginArray();
    for (const auto& cloud : settings.clouds)
        for (const auto& sink : outboundOf(cloud))
            json.beginObject()
                .member("cloud", cloud.id)
                .member("purpose", runtime::purposeOf(sink.kind))
                .member("location", sink.location)
                .member("destination", sink.destination)
                .member("encrypted", sink.encrypted)
                .member("setting", sink.setting)
                .endObject();
    json.endArray();
    std::cout << text << '\n';
}

}  // namespace

void addEgressCommand(CLI::App& app, int& exit_code) {
    auto* command = app.add_subcommand(
        "egress", "List every destination beyond this machine that the settings name");
    explain(
        *command,
        "None is there unless the settings name it. A host that may be another machine counts "
        "as one. Nothing is\ncontacted. What callers are answered is not listed: they come in.");
    auto choice = addConfigOption(*command);
    auto as_json = std::make_shared<bool>(false);
    command->add_flag("--json", *as_json, "As a JSON array, for programs");
    command->callback([choice, as_json, &exit_code] {
        // Not its files: what would be contacted is told on any machine.
        const auto settings = runtime::readSettings(choice->config, runtime::processSurroundings());
        *as_json ? writeJson(settings) : writeText(settings);
        exit_code = kDone;
    });
}

}  // namespace concordat::cli
