#include "tests/durability/restart.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <sqlite3.h>
#include <string_view>

#include <concordat/cloud_store/standard_session_opener.hpp>

#include "core/base/error.hpp"
#include "core/store/migrations.hpp"

namespace concordat::durability {
namespace {

/// A question to the database, and the answer of a store in which every customer is whole.
struct Question {
    const char* sql;
    std::string_view answer;
    const char* problem;
};

// Writers never remove anything, and every write of theirs has one record entry and one request.
constexpr std::array kQuestions{
    Question{"PRAGMA integrity_check", "ok", "the file is damaged"},
    Question{"SELECT count(*) FROM pragma_foreign_key_check", "0", "a row has lost its parent"},
    Question{"SELECT count(*) FROM accounts WHERE customer_id NOT IN "
             "(SELECT customer_id FROM customers)",
             "0", "an account without profile"},
    Question{"SELECT count(*) FROM customers WHERE customer_id NOT IN "
             "(SELECT customer_id FROM accounts)",
             "0", "a profile without account"},
    Question{"SELECT count(*) FROM customers WHERE customer_id NOT IN "
             "(SELECT customer_id FROM customer_users)",
             "0", "a customer without administrator"},
    Question{"SELECT count(*) FROM accounts WHERE domain NOT IN (SELECT domain FROM domains)", "0",
             "an account without reservation"},
    Question{"SELECT count(*) FROM domains WHERE domain NOT IN (SELECT domain FROM accounts)", "0",
             "a reservation without account"},
    Question{"SELECT count(*) FROM customers AS c WHERE version <> "
             "(SELECT count(*) FROM record AS r WHERE r.subject_id = c.customer_id)",
             "0", "a record that does not fit the account's version"},
    Question{"SELECT count(*) FROM record WHERE subject_id NOT IN "
             "(SELECT customer_id FROM customers)",
             "0", "a record entry of nobody"},
    Question{"SELECT (SELECT count(*) FROM requests) = (SELECT total(version) FROM customers)", "1",
             "requests and writes that do not agree"},
};

class Database {
public:
    explicit Database(const std::string& path) { sqlite3_open(path.c_str(), &handle_); }
    ~Database() { sqlite3_close(handle_); }
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// The first value of the answer, or what is wrong.
    std::string ask(const char* sql) {
        std::string answer = "no answer";
        const auto take = [](void* out, int, char** values, char**) {
            *static_cast<std::string*>(out) = values[0] == nullptr ? "" : values[0];
            return 1;
        };
        sqlite3_exec(handle_, sql, take, &answer, nullptr);
        return answer;
    }

private:
    sqlite3* handle_ = nullptr;
};

void askAll(const std::string& path, std::vector<std::string>& problems) {
    Database database(path);
    for (const auto& question : kQuestions) {
        const auto answer = database.ask(question.sql);
        if (answer != question.answer) problems.push_back(question.problem + (": " + answer));
    }
}

bool isKnown(store::Store& store, const Acknowledged& write, Instant now) {
    const auto customer = store.customers().find(kPartner, write.customer);
    return customer && customer->domain == write.domain && customer->version >= write.version &&
           customer->billing.email == "person@" + write.domain &&
           store.customers().isDomainTaken(write.domain) &&
           store.record().find(kPartner, write.entry) &&
           store.changes().findRequest(kPartner, write.request, now);
}

void lookUp(store::Store& store, std::span<const Acknowledged> acknowledged,
            std::vector<std::string>& problems) {
    const auto now = SystemClock().now();
    const auto lost = std::ranges::count_if(
        acknowledged, [&](const auto& write) { return !isKnown(store, write, now); });
    if (lost != 0) problems.push_back(std::to_string(lost) + " acknowledged writes are lost");
}

/// The service goes on after the restart.
void writeOnce(store::Store& store) {
    Ledger ledger;
    Writer(store.changes(), ledger, kPartner, "after the restart").write();
}

}  // namespace

std::unique_ptr<store::Store> openStore(const std::string& path, const StoreOptions& options) {
    cloud_store::StoreSettings where;
    where.backend = "sqlite3";
    where.path = path;
    const auto opener = std::make_shared<cloud_store::StandardSessionOpener>(where);
    store::StoreSettings settings;
    settings.cloud = "example";
    settings.location = "test";
    settings.sqlite.path = path;
    settings.sqlite.synchronous = options.synchronous;
    settings.sqlite.checkpoint_pages = options.checkpoint_pages;
    store::Key key;
    key.bytes().front() = 1;
    store::Vault vault(std::move(key));
    store::migrate(*opener, settings, vault, SystemClock().now());
    return store::Store::open(settings, opener, std::move(vault));
}

void addPartner(store::Store& store) {
    partners::Partner partner;
    partner.id = kPartner;
    partner.name.append("Contoso");
    partner.country.append("US");
    if (!store.partners().add(partner, {})) throw std::runtime_error("the partner is there");
}

std::vector<std::string> findProblems(const std::string& path,
                                      std::span<const Acknowledged> acknowledged) try {
    std::vector<std::string> problems;
    const auto store = openStore(path, {.synchronous = store::Synchronous::Off});
    askAll(path, problems);
    lookUp(*store, acknowledged, problems);
    if (problems.empty()) writeOnce(*store);
    return problems;
} catch (const FatalError& error) {
    return {"the store does not open: " + error.event() + " " + error.what()};
} catch (const std::exception& error) {
    return {std::string("the store fails: ") + error.what()};
}

}  // namespace concordat::durability
