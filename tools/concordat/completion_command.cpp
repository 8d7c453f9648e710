#include <iostream>
#include <map>

#include "tools/concordat/command.hpp"

namespace concordat::cli {
namespace {

/// For each command, as the words that lead to it: the words and options that may follow.
using Followers = std::map<std::string, std::string>;

void collect(const CLI::App& command, const std::string& path, Followers& followers) {
    auto& words = followers[path];
    for (const auto* const option : command.get_options())
        for (const auto& name : option->get_lnames()) words += "--" + name + " ";
    for (const auto* const inner : command.get_subcommands([](const CLI::App*) { return true; })) {
        words += inner->get_name() + " ";
        collect(*inner, path.empty() ? inner->get_name() : path + " " + inner->get_name(),
                followers);
    }
}

/// Words that are no command (files, ids, values of options) are passed over on the way.
constexpr auto kBash = R"(# concordat: completion for bash. Load it with
#     source <(concordat completion bash)
_concordat() {
    local word=${COMP_WORDS[COMP_CWORD]} path= next i
    for ((i = 1; i < COMP_CWORD; i++)); do
        next=${path:+$path }${COMP_WORDS[i]}
        [[ -v "_concordat_followers[$next]" ]] && path=$next
    done
    COMPREPLY=($(compgen -W "${_concordat_followers[${path:-.}]}" -- "$word"))
    [[ ${#COMPREPLY[@]} -eq 0 ]] && COMPREPLY=($(compgen -f -- "$word"))
}
complete -o filenames -F _concordat concordat
)";

void writeBash(const CLI::App& app) {
    Followers followers;
    collect(app, "", followers);
    std::cout << "declare -gA _concordat_followers=(\n";
    for (const auto& [path, words] : followers)
        std::cout << "    ['" << (path.empty() ? "." : path) << "']='" << words << "'\n";
    std::cout << ")\n" << kBash;
}

}  // namespace

void addCompletionCommand(CLI::App& app, int& exit_code) {
    auto* command =
        app.add_subcommand("completion", "Print what a shell needs to complete commands");
    explain(*command,
            "For bash:  source <(concordat completion bash)\n"
            "For zsh:   autoload -U bashcompinit && bashcompinit, then the same");
    auto shell = std::make_shared<std::string>();
    command->add_option("SHELL", *shell, "bash (zsh takes the same)")
        ->required()
        ->check(CLI::IsMember({"bash", "zsh"}));
    command->callback([&app, shell, &exit_code] {
        writeBash(app);
        exit_code = kDone;
    });
}

}  // namespace concordat::cli
