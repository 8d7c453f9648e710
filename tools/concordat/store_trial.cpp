#include "tools/concordat/store_trial.hpp"

#include <libpq-fe.h>
#include <map>
#include <memory>
#include <stdexcept>
#include <unistd.h>

#include <concordat/cloud_store/standard_session_opener.hpp>

#include "core/base/error.hpp"
#include "core/store/migrations.hpp"
#include "core/store/store.hpp"

namespace concordat::cli {
namespace {

store::Vault vaultOfZeros() {
    return store::Vault(store::Key());
}

Uuid numbered(std::uint8_t number) {
    Uuid id;
    id.bytes[0] = id.bytes[15] = number;
    id.bytes[6] = 0x70;
    return id;
}

accounts::Customer customerOf(const std::string& cloud) {
    accounts::Customer customer;
    customer.id = {numbered(2)};
    customer.commerce_id = numbered(3);
    customer.domain = "conformance.example";
    customer.company_name = "Kundin von " + cloud;
    customer.billing.email = "ä@conformance.example";
    customer.billing.company_name = customer.company_name;
    customer.billing.default_address.country = "DE";
    return customer;
}

changes::ChangeSet additionOf(const PartnerId& partner, const accounts::Customer& customer) {
    changes::ChangeSet set;
    set.partner = partner;
    set.changes.emplace_back(changes::AddCustomer{
        customer, {{numbered(4)}, "admin", std::string(16, 's'), std::string(32, 'h')}});
    set.entry.id = numbered(5);
    set.entry.partner = partner;
    set.entry.customer = customer.id;
    return set;
}

void require(bool good, const char* what) {
    if (!good)
        throw std::runtime_error(std::string(what) +
                                 "; the session is not the one that the settings describe, or "
                                 "loses what was committed");
}

/// SOCI's and the store's errors have no message for people by themselves.
[[noreturn]] void unreachable() {
    throw std::runtime_error(
        "the core's store could not work on the sessions that the plugin opened; open the session "
        "as StandardSessionOpener does and set nothing else");
}

void writeAndRead(const std::shared_ptr<const cloud_store::SessionOpener>& opener,
                  const store::StoreSettings& settings, const std::string& cloud) {
    const PartnerId partner{numbered(1)};
    const auto customer = customerOf(cloud);
    {
        const auto opened = store::Store::open(settings, opener, vaultOfZeros());
        partners::Partner account;
        account.id = partner;
        account.name = "Conformance";
        account.country = customer.billing.default_address.country;
        require(opened->partners().add(account, {}), "a partner could not be added");
        require(opened->changes().apply(additionOf(partner, customer)) == changes::Outcome::Applied,
                "a customer could not be added");
    }
    const auto opened = store::Store::open(settings, opener, vaultOfZeros());
    const auto found = opened->customers().find(partner, customer.id);
    require(found.has_value(), "a customer was gone when the store was opened again");
    require(found->company_name == customer.company_name &&
                found->billing.email == customer.billing.email,
            "a customer was another one when the store was opened again");
    require(!opened->customers().find({numbered(9)}, customer.id),
            "another partner saw the customer");
}

/// The settings that a connection string of libpq means, in either of its two forms.
cloud_store::StoreSettings settingsOf(const std::string& connection) {
    char* problem = nullptr;
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
        PQconninfoParse(connection.c_str(), &problem), PQconninfoFree);
    const std::unique_ptr<char, decltype(&PQfreemem)> message(problem, PQfreemem);
    if (!options)
        throw std::runtime_error("--postgresql: " + std::string(message ? message.get() : ""));
    std::map<std::string, std::string> values;
    for (const auto* option = options.get(); option->keyword != nullptr; ++option)
        if (option->val != nullptr) values[option->keyword] = option->val;
    cloud_store::StoreSettings settings{.backend = "postgresql",
                                        .host = values["host"],
                                        .database = values["dbname"],
                                        .user = values["user"],
                                        .password = values["password"],
                                        .tls_mode = values["sslmode"],
                                        .tls_root_file = values["sslrootcert"]};
    if (!values["port"].empty())
        settings.port = static_cast<std::uint16_t>(std::stoul(values["port"]));
    return settings;
}

void administer(const cloud_store::StoreSettings& where, const std::string& sql) {
    soci::session session;
    try {
        cloud_store::StandardSessionOpener(where).open(session);
        session << sql;
    } catch (const soci::soci_error& error) {
        throw std::runtime_error("PostgreSQL refused '" + sql + "': " + error.get_error_message() +
                                 " --postgresql needs a role that may create databases");
    }
}

/// A database for one trial, gone with it.
class Scratch {
public:
    explicit Scratch(cloud_store::StoreSettings where)
        : where_(std::move(where)), name_("concordat_check_" + std::to_string(::getpid())) {
        administer(where_, "CREATE DATABASE " + name_ + " TEMPLATE template0");
    }
    ~Scratch() {
        try {
            administer(where_, "DROP DATABASE " + name_ + " WITH (FORCE)");
        } catch (const std::exception&) {
            // Its name says whose it is; what the trial found out matters more.
        }
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    [[nodiscard]] cloud_store::StoreSettings settings() const {
        auto settings = where_;
        settings.database = name_;
        return settings;
    }

private:
    cloud_store::StoreSettings where_;
    std::string name_;
};

}  // namespace

void tryStore(const conformance::StoreTrial& trial, const cloud_store::StoreSettings& settings) {
    store::StoreSettings target;
    target.cloud = trial.cloud;
    target.location = settings.location;
    target.sessions = 2;
    target.sqlite.path = settings.path;
    try {
        const auto first = trial.migrations.begin();
        target.own_migrations.assign(first,
                                     first + static_cast<std::ptrdiff_t>(trial.applied_before));
        (void)store::migrate(*trial.opener, target, vaultOfZeros(), {});
        target.own_migrations = trial.migrations;
        (void)store::migrate(*trial.opener, target, vaultOfZeros(), {});
        writeAndRead(trial.opener, target, trial.cloud);
    } catch (const Error&) {
        unreachable();
    } catch (const soci::soci_error&) {
        unreachable();
    }
}

conformance::ScratchDatabase scratchDatabaseOn(const std::string& connection) {
    return [where = settingsOf(connection)](const auto& use) {
        const Scratch scratch(where);
        use(scratch.settings());
    };
}

}  // namespace concordat::cli
