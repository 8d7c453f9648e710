#include "tools/concordat/usage_error.hpp"

#include <algorithm>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "core/runtime/closest_word.hpp"
#include "tools/concordat/command.hpp"

namespace concordat::cli {
namespace {

/// A word that the command `app` does not know.
struct UnknownWord {
    const CLI::App& app;
    std::string word;

    [[nodiscard]] bool isOption() const { return word.size() > 1 && word.front() == '-'; }
};

std::optional<UnknownWord> findUnknown(const CLI::App& app) {
    if (const auto left = app.remaining(); !left.empty()) return UnknownWord{app, left.front()};
    for (const auto* command : app.get_subcommands())
        if (auto found = findUnknown(*command)) return found;
    return std::nullopt;
}

/// The innermost command that was given.
const CLI::App& innermost(const CLI::App& app) {
    const auto given = app.get_subcommands();
    return given.empty() ? app : innermost(*given.front());
}

/// As it is typed, such as "concordat partner add".
std::string nameOf(const CLI::App& app) {
    const auto* parent = app.get_parent();
    return (parent == nullptr ? "" : nameOf(*parent) + " ") + app.get_name();
}

std::vector<std::string> commandsOf(const CLI::App& app) {
    std::vector<std::string> names;
    for (const auto* command : app.get_subcommands([](const CLI::App*) { return true; }))
        names.push_back(command->get_name());
    return names;
}

std::vector<std::string> optionsOf(const CLI::App& app) {
    std::vector<std::string> names;
    for (const auto* option : app.get_options()) {
        for (const auto& name : option->get_lnames()) names.push_back("--" + name);
        for (const auto& name : option->get_snames()) names.push_back("-" + name);
    }
    return names;
}

std::string joined(const std::vector<std::string>& words) {
    std::string list;
    for (const auto& word : words) list += (list.empty() ? "" : ", ") + word;
    return list;
}

bool contains(const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

std::string describe(const UnknownWord& unknown) {
    const auto& [app, word] = unknown;
    const auto commands = commandsOf(app);
    if (!unknown.isOption() && commands.empty())
        return "'" + word + "' is one word too many for '" + nameOf(app) + "'";
    const auto option = word.substr(0, word.find('='));
    const auto& given = innermost(app);
    if (unknown.isOption() && contains(optionsOf(given), option))
        return "the option '" + option + "' belongs behind '" + nameOf(given) + "'";
    const auto known = unknown.isOption() ? optionsOf(app) : commands;
    const auto meant = runtime::closestWord(option, known);
    return "'" + nameOf(app) + "' has no " + (unknown.isOption() ? "option '" : "command '") +
           option + "'; " +
           (meant.empty() ? "it has: " + joined(known) : "did you mean '" + meant + "'?");
}

}  // namespace

int answerParseError(const CLI::App& app, const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);
    const auto unknown = findUnknown(app);
    const auto& given = unknown ? unknown->app : innermost(app);
    const auto commands = commandsOf(given);
    std::cerr << "concordat: ";
    if (unknown)
        std::cerr << describe(*unknown);
    else if (!commands.empty())
        std::cerr << "say what '" << nameOf(given) << "' shall do: " << joined(commands);
    else
        std::cerr << error.what();
    std::cerr << "\nRun '" << nameOf(given) << " --help' for more.\n";
    return kUsage;
}

}  // namespace concordat::cli
