#include <array>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include <concordat/cloud_store/session_opener.hpp>

#include "core/base/error.hpp"
#include "plugins/conformance/checks.hpp"
#include "plugins/conformance/open_resources.hpp"
#include "plugins/conformance/subject.hpp"

namespace concordat::conformance {

namespace {

namespace fs = std::filesystem;

constexpr auto kNowhere = "a-place-that-no-cloud-has";
/// Every kind of SinkView.
constexpr std::array kSinkKinds{"store", "log", "backup", "issuer"};
/// More may come; where no record may be, none of them may be either.
constexpr auto kLaterKind = "one-that-is-yet-to-come";

Outcome failed(std::string message) {
    return {Result::Failed, std::move(message)};
}

/// A folder of the check's own, gone with it.
class Folder {
public:
    Folder() {
        std::string pattern = (fs::temp_directory_path() / "concordat-check-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr)
            throw std::runtime_error("no temporary folder can be made in " +
                                     fs::temp_directory_path().string());
        path_ = pattern;
    }
    ~Folder() {
        std::error_code ignored;  // what is left is in the folder for temporary files
        fs::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    [[nodiscard]] const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

/// Whether it opens stores; only its tags say so before anything of C++ crosses.
bool opensStores(Subject& subject) {
    return !subject.plugin().info().soci.empty();
}

Outcome opensNone() {
    return {Result::NotRun, "it opens no store; export it with CONCORDAT_PLUGIN_WITH_STORE"};
}

cloud_store::StoreSettings sqliteIn(const Folder& folder, const std::string& location) {
    return {.backend = "sqlite3",
            .location = location,
            .path = (folder.path() / "conformance.db").string()};
}

/// A location that differs from all of the cloud's by its case alone; empty: there is none.
std::string otherCaseOf(const std::vector<std::string>& locations) {
    auto other = locations.empty() ? std::string() : locations.front();
    for (char& c : other) {
        const auto byte = static_cast<unsigned char>(c);
        c = static_cast<char>(std::islower(byte) != 0 ? std::toupper(byte) : std::tolower(byte));
    }
    for (const auto& location : locations)
        if (location == other) return {};
    return other;
}

std::string quoted(const std::string& text) {
    return "'" + text + "'";
}

void tryStoreOf(Subject& subject, const cloud_store::StoreSettings& settings,
                std::size_t applied_before) {
    const auto& plugin = subject.plugin();
    subject.options().store_round_trip({.opener = plugin.sessionOpener(settings),
                                        .cloud = subject.facts().id,
                                        .migrations = plugin.migrations(),
                                        .applied_before = applied_before},
                                       settings);
}

void tryOnSqlite(Subject& subject, std::size_t applied_before) {
    const Folder folder;
    tryStoreOf(subject, sqliteIn(folder, subject.facts().locations.at(0)), applied_before);
}

bool hasPostgresql(Subject& subject) {
    return subject.options().scratch_database && subject.options().store_round_trip;
}

Outcome noPostgresql() {
    return {Result::NotRun,
            "no PostgreSQL was given; name a server that may be written to with --postgresql"};
}

void tryOnPostgresql(Subject& subject, std::size_t applied_before) {
    subject.options().scratch_database([&](cloud_store::StoreSettings settings) {
        settings.location = subject.facts().locations.at(0);
        tryStoreOf(subject, settings, applied_before);
    });
}

Outcome noTables() {
    return {Result::NotRun, "it keeps no tables of its own"};
}

/// Every version that a store of this cloud may have, the empty one first.
Outcome fromEveryVersion(Subject& subject, void (*attempt)(Subject& subject, std::size_t version)) {
    const auto& migrations = subject.plugin().migrations();
    for (std::size_t version = 0; version < migrations.size(); ++version) {
        try {
            attempt(subject, version);
        } catch (const std::exception& error) {
            return failed("a store that has " + std::to_string(version) + " of the " +
                          std::to_string(migrations.size()) +
                          " migrations does not come up to date: " + error.what() +
                          " Correct the first migration that no store has yet; those that stores "
                          "have are never edited");
        }
    }
    return {};
}

/// Whether records may go to a sink of this kind there, if they travel encrypted.
rules::Decision askWhere(Subject& subject, const std::string& kind, const std::string& location) {
    return subject.cloud().mayUse(
        {.kind = kind, .location = location, .encrypted_transport = true});
}

Outcome allowsListed(Subject& subject, const std::string& kind) {
    for (const auto& location : subject.facts().locations) {
        const auto decision = askWhere(subject, kind, location);
        if (!decision.allowed())
            return failed("mayUse refuses a sink of kind " + quoted(kind) + " at " +
                          quoted(location) + " by " + decision.rule() +
                          ", though CloudFacts::locations lists it; allow it or take it out");
    }
    return {};
}

Outcome refusesOthers(Subject& subject, const std::string& kind) {
    const auto& listed = subject.facts().locations;
    for (const auto& location : {std::string(kNowhere), std::string(), otherCaseOf(listed)})
        if (askWhere(subject, kind, location).allowed())
            return failed("mayUse allows a sink of kind " + quoted(kind) + " at " +
                          quoted(location) +
                          ", which CloudFacts::locations does not list: records would leave the "
                          "cloud. Refuse every location that is not listed, letter by letter");
    return {};
}

}  // namespace

Outcome checkResidency(Subject& subject) {
    for (const auto* kind : kSinkKinds)
        if (auto outcome = allowsListed(subject, kind); outcome.result != Result::Passed)
            return outcome;
    std::vector<std::string> kinds(kSinkKinds.begin(), kSinkKinds.end());
    kinds.emplace_back(kLaterKind);
    for (const auto& kind : kinds)
        if (auto outcome = refusesOthers(subject, kind); outcome.result != Result::Passed)
            return outcome;
    return {};
}

Outcome checkOpener(Subject& subject) {
    if (!opensStores(subject)) return opensNone();
    try {
        const Folder folder;
        (void)subject.plugin().sessionOpener(sqliteIn(folder, kNowhere));
        return failed("it makes an opener for a store at " + quoted(kNowhere) +
                      "; mayUse must refuse what CloudFacts::locations does not list");
    } catch (const FatalError& error) {
        if (error.event() != "PLUGIN-STORE-REFUSED") throw;
    }
    for (const auto& location : subject.facts().locations) {
        const Folder folder;
        const auto settings = sqliteIn(folder, location);
        const auto opener = subject.plugin().sessionOpener(settings);
        if (opener->backend() != settings.backend)
            return failed("the settings ask for 'sqlite3', but its opener opens " +
                          quoted(std::string(opener->backend())) +
                          "; refuse settings that do not fit rather than change them");
        soci::session session;
        opener->open(session);
        session << "CREATE TABLE conformance (a INTEGER)";
        if (!fs::exists(settings.path))
            return failed(
                "store.path of the settings was not opened: the records went somewhere "
                "else. Open StoreSettings::path and nothing else");
    }
    return {};
}

Outcome checkSessions(Subject& subject) {
    if (!opensStores(subject)) return opensNone();
    constexpr int kSessions = 20;
    const Folder folder;
    const auto settings = sqliteIn(folder, subject.facts().locations.at(0));
    const auto openSome = [&](int count) {
        const auto opener = subject.plugin().sessionOpener(settings);
        for (int i = 0; i < count; ++i) {
            soci::session session;
            opener->open(session);
        }
    };
    openSome(1);
    const auto before = openResources(subject.options().file);
    openSome(kSessions);
    const auto lost = leakedSince(before, subject.options().file);
    if (lost.empty()) return {};
    return failed(std::to_string(kSessions) + " sessions were opened and closed, and left " + lost +
                  ". One call of open() makes one connection, that of the session it is given; "
                  "keep none");
}

Outcome checkSqlite(Subject& subject) {
    if (!opensStores(subject)) return opensNone();
    if (!subject.options().store_round_trip)
        return {Result::NotRun, "no store of the core was given"};
    tryOnSqlite(subject, subject.plugin().migrations().size());
    return {};
}

Outcome checkPostgresql(Subject& subject) {
    if (!opensStores(subject)) return opensNone();
    if (!hasPostgresql(subject)) return noPostgresql();
    tryOnPostgresql(subject, subject.plugin().migrations().size());
    return {};
}

Outcome checkMigrationsOnSqlite(Subject& subject) {
    if (!opensStores(subject)) return opensNone();
    if (subject.plugin().migrations().empty()) return noTables();
    if (!subject.options().store_round_trip)
        return {Result::NotRun, "no store of the core was given"};
    return fromEveryVersion(subject, tryOnSqlite);
}

Outcome checkMigrationsOnPostgresql(Subject& subject) {
    if (!opensStores(subject)) return opensNone();
    if (subject.plugin().migrations().empty()) return noTables();
    if (!hasPostgresql(subject)) return noPostgresql();
    return fromEveryVersion(subject, tryOnPostgresql);
}

}  // namespace concordat::conformance
