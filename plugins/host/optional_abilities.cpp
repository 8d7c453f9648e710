#include "plugins/host/optional_abilities.hpp"

#include <algorithm>
#include <cstring>

#include <concordat/rules/border.hpp>

#include "plugins/host/migration_text.hpp"

namespace concordat::host {

namespace {

using rules::border::fromC;

/// More than anybody writes: a plugin must not fill the memory.
constexpr std::size_t kMostTold = 10'000;

/// Keeps what a plugin tells. An exception must not pass through its C frames.
template <class Item>
struct Sink {
    std::vector<Item> items;
    bool failed = false;

    template <class Make>
    void take(Make&& make) noexcept {
        try {
            if (items.size() < kMostTold)
                items.push_back(make());
            else
                failed = true;
        } catch (...) {
            failed = true;
        }
    }
};

/// Calls `ask` and says what went wrong; empty when nothing did.
template <class Ask>
std::string problemOf(Ask&& ask) {
    concordat_message error{};
    int answer = CONCORDAT_FAULT;
    try {
        answer = ask(&error);
    } catch (...) {
        rules::border::copyTo(error.text, "an exception crossed the border");
    }
    if (answer == CONCORDAT_ALLOWED) return {};
    return "they cannot be read: " +
           std::string(error.text, ::strnlen(error.text, sizeof error.text));
}

[[noreturn]] void refuseTables(std::string_view cloud_id, const std::string& why) {
    throw FatalError("PLUGIN-TABLES", "The migrations of the plugin for cloud '" +
                                          std::string(cloud_id) + "' cannot be used: " + why +
                                          ". Correct the plugin.");
}

[[noreturn]] void refuseLanguages(std::string_view cloud_id, const std::string& why) {
    throw FatalError("PLUGIN-LANGUAGES", "The languages of the plugin for cloud '" +
                                             std::string(cloud_id) + "' cannot be used: " + why +
                                             ". Correct the plugin or its catalogue.");
}

void takeMigration(void* context, const concordat_migration* migration) noexcept {
    static_cast<Sink<rules::Migration>*>(context)->take([&] {
        return rules::Migration{std::string(fromC(migration->name)),
                                std::string(fromC(migration->sqlite3)),
                                std::string(fromC(migration->postgresql))};
    });
}

/// Whether `name` is that of the migration with this number, and so in its place.
bool isNumbered(const std::string& name, std::size_t number) {
    constexpr std::size_t digits = 4;
    auto start = std::to_string(number);
    start.insert(0, digits - std::min(digits, start.size()), '0');
    const auto good = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    };
    return name.starts_with(start + "_") && name.size() > start.size() + 1 && name.size() < 64 &&
           std::all_of(name.begin(), name.end(), good);
}

struct Translation {
    std::string language;
    std::string key;
    std::string text;
};

void takeTranslation(void* context, concordat_text language, concordat_text key,
                     concordat_text text) noexcept {
    static_cast<Sink<Translation>*>(context)->take([&] {
        return Translation{std::string(fromC(language)), std::string(fromC(key)),
                           std::string(fromC(text))};
    });
}

/// "60003", or "2001-404".
bool isKey(std::string_view key) {
    const auto isNumber = [](std::string_view part) {
        return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
    };
    const auto hyphen = key.find('-');
    return isNumber(key.substr(0, hyphen)) &&
           (hyphen == std::string_view::npos || isNumber(key.substr(hyphen + 1)));
}

rules::Catalogue& catalogueOf(std::vector<rules::Catalogue>& all, const std::string& language) {
    for (auto& catalogue : all)
        if (catalogue.language == language) return catalogue;
    return all.emplace_back(rules::Catalogue{language, {}});
}

}  // namespace

std::vector<rules::Migration> readMigrations(const concordat_tables_table* table,
                                             const concordat_instance* instance,
                                             std::string_view cloud_id) {
    if (table == nullptr) return {};
    Sink<rules::Migration> sink;
    const auto problem = problemOf(
        [&](auto* error) { return table->migrations(instance, takeMigration, &sink, error); });
    if (!problem.empty()) refuseTables(cloud_id, problem);
    if (sink.failed) refuseTables(cloud_id, "there are too many");
    const auto prefix = tablePrefixOf(cloud_id);
    for (std::size_t i = 0; i < sink.items.size(); ++i) {
        const auto& migration = sink.items[i];
        if (!isNumbered(migration.name, i + 1))
            refuseTables(cloud_id, "'" + migration.name + "' is the name of number " +
                                       std::to_string(i + 1) +
                                       "; names are 0001_word, 0002_word and so on, without gaps");
        for (const auto& text : {migration.sqlite3, migration.postgresql})
            if (const auto offence = offenceIn(text, prefix); !offence.empty())
                refuseTables(cloud_id, "in " + migration.name + ", " + offence);
    }
    return std::move(sink.items);
}

std::vector<rules::Catalogue> readCatalogues(const concordat_languages_table* table,
                                             const concordat_instance* instance,
                                             std::string_view cloud_id,
                                             const std::vector<std::string>& languages) {
    if (table == nullptr) return {};
    Sink<Translation> sink;
    const auto problem = problemOf(
        [&](auto* error) { return table->texts(instance, takeTranslation, &sink, error); });
    if (!problem.empty()) refuseLanguages(cloud_id, problem);
    if (sink.failed) refuseLanguages(cloud_id, "there are too many texts");
    std::vector<rules::Catalogue> all;
    for (auto& [language, key, text] : sink.items) {
        if (std::find(languages.begin(), languages.end(), language) == languages.end())
            refuseLanguages(cloud_id, "'" + language + "' is not among the languages of its facts");
        if (!isKey(key) || text.empty())
            refuseLanguages(cloud_id, "'" + key + "' is no code, or its text is empty");
        if (!catalogueOf(all, language).texts.emplace(key, text).second)
            refuseLanguages(cloud_id, "'" + key + "' stands twice in '" + language + "'");
    }
    return all;
}

}  // namespace concordat::host
