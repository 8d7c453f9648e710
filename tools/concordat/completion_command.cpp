#include <algorithm>
#include <iostream>
#include <map>

#include "tools/concordat/command.hpp"

namespace concordat::cli {
namespace {

/// For each command, as the words that lead to it: the words and options that may follow.
using Followers = std::map<std::string, std::string>;

/// For each option that takes a value, behind the words that lead to its command: the words that
/// may be it, or none where it is free. A file of a command stands under the command alone.
using Values = std::map<std::string, std::string>;

/// The words that an option may have, which CLI11 tells as "TEXT:{bash,zsh}".
std::string wordsOf(const CLI::Option& option) {
    const auto type = option.get_type_name();
    const auto begin = type.find('{');
    if (begin == std::string::npos) return "";
    auto words = type.substr(begin + 1, type.find('}') - begin - 1);
    std::replace(words.begin(), words.end(), ',', ' ');
    return words + " ";
}

void collect(const CLI::App& command, const std::string& path, Followers& followers,
             Values& values) {
    auto& words = followers[path];
    for (const auto* const option : command.get_options()) {
        for (const auto& name : option->get_lnames()) {
            words += "--" + name + " ";
            if (option->get_items_expected_max() > 0)
                values[path + " --" + name] = wordsOf(*option);
        }
        if (option->get_positional()) words += wordsOf(*option);
        if (option->get_name() == "FILE") values[path] = "";
    }
    for (const auto* const inner : command.get_subcommands([](const CLI::App*) { return true; })) {
        words += inner->get_name() + " ";
        collect(*inner, path.empty() ? inner->get_name() : path + " " + inner->get_name(),
                followers, values);
    }
}

/// Words that are no command (files, ids, values of options) are passed over on the way.
constexpr auto kBash = R"(# concordat: completion for bash. Load it with
#     source <(concordat completion bash)
_concordat() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} path= next i values
    for ((i = 1; i < COMP_CWORD; i++)); do
        next=${path:+$path }${COMP_WORDS[i]}
        [[ -v "_concordat_followers[$next]" ]] && path=$next
    done
    path=${path:-.}
    values=${_concordat_values[$path $before]-unknown}
    if [[ $values == unknown ]]; then
        COMPREPLY=($(compgen -W "${_concordat_followers[$path]}" -- "$word"))
        [[ $word != -* ]] && values=${_concordat_values[$path]-unknown}
        [[ ${#COMPREPLY[@]} -eq 0 ]] && values=
    else
        COMPREPLY=($(compgen -W "$values" -- "$word"))
    fi
    [[ -n $values ]] && return
    local IFS=$'\n'
    COMPREPLY+=($(compgen -f -- "$word"))
}
complete -o filenames -F _concordat concordat
)";

void writeArray(const char* name, const std::map<std::string, std::string>& entries) {
    std::cout << "declare -gA " << name << "=(\n";
    for (const auto& [key, words] : entries)
        std::cout << "    ['" << (key.empty() ? "." : key) << "']='" << words << "'\n";
    std::cout << ")\n";
}

void writeBash(const CLI::App& app) {
    Followers followers;
    Values values;
    collect(app, "", followers, values);
    writeArray("_concordat_followers", followers);
    writeArray("_concordat_values", values);
    std::cout << kBash;
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
