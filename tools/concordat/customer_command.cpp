#include <iostream>
#include <stdexcept>

#include "core/accounts/customer_service.hpp"
#include "core/base/error.hpp"
#include "core/base/log.hpp"
#include "core/store/maintenance.hpp"
#include "tools/concordat/command.hpp"
#include "tools/concordat/command_cloud.hpp"

namespace concordat::cli {
namespace {

struct Erasure {
    std::string partner;
    std::string customer;
    bool confirmed = false;
};

[[noreturn]] void noSuchCustomer(const partners::Partner& partner, const CustomerId& customer) {
    throw std::runtime_error("partner '" + partner.name +
                             "' has no such customer: " + customer.value.toString());
}

CustomerId customerIdOf(const std::string& text) {
    if (const auto id = Uuid::parse(text)) return CustomerId{*id};
    throw std::runtime_error("--customer: '" + text + "' is not a UUID");
}

/// A customer whose relationship with the partner has ended, as the entry of that end shows it;
/// nothing when the newest entry about it is another.
std::optional<accounts::Customer> findRecorded(audit::RecordStore& record,
                                               const partners::Partner& partner,
                                               const CustomerId& customer) {
    audit::Query newest;
    newest.to = SystemClock().now() + std::chrono::days(1);  // clocks of instances differ
    newest.customer = customer;
    newest.size = 1;
    const auto page = record.list(partner.id, newest);
    if (page.entries.empty() ||
        page.entries.front().operation != audit::OperationType::RemovePartnerCustomerRelationship)
        return std::nullopt;
    const auto& entry = page.entries.front();
    accounts::Customer ended;
    ended.id = customer;
    ended.company_name = entry.customer_name;
    ended.relationship = accounts::Relationship::None;
    for (const auto& [name, value] : entry.customized_data)
        if (name == "PrimaryDomainName") ended.domain = value;
    return ended;
}

/// The same as it is kept, or, of the oldest ends, only recorded.
std::optional<accounts::Customer> findEnded(store::Store& store, const partners::Partner& partner,
                                            const CustomerId& customer) {
    const auto kept = store.relationships().findEnded(partner.id, customer);
    if (!kept) return findRecorded(store.record(), partner, customer);
    accounts::Customer ended;
    ended.id = customer;
    ended.company_name = kept->company_name;
    ended.domain = kept->domain;
    ended.relationship = accounts::Relationship::None;
    return ended;
}

/// The customer to erase, whether the partner has it or once had it; nothing where a provider
/// shows it.
std::optional<accounts::Customer> findAccount(store::Store& store, const partners::Partner& partner,
                                              const CustomerId& customer) {
    auto held = store.customers().find(partner.id, customer);
    if (held && !held->shared_by) return held;
    return findEnded(store, partner, customer);
}

/// Whether the operator means it. No answer is a no.
bool confirm(const accounts::Customer& customer, const partners::Partner& partner,
             const std::string& cloud) {
    std::cout
        << "This erases customer " << customer.id.value.toString() << " (" << customer.company_name
        << ", " << customer.domain << ") of partner '" << partner.name << "' in cloud " << cloud
        << " for ever: account, profiles, users and key, and likewise what other partners have of "
           "it. Its domain is free again; the record stays.\nType 'yes' to erase it: "
        << std::flush;
    std::string answer;
    std::getline(std::cin, answer);
    if (answer == "yes") return true;
    std::cout << "\nNothing was erased. --yes erases without asking.\n";
    return false;
}

/// No application and no user: the record says by `ErasedBy` whose command it was.
audit::Actor operatorNow() {
    return {.application = {},
            .user_name = {},
            .correlation = CorrelationId{makeRandomUuid()},
            .at = SystemClock().now()};
}

/// Keeps what was erased out of SQLite's log too; readers of a server may put that off.
void cleanLog(const runtime::OpenedCloud& opened, const runtime::CloudSettings& cloud) {
    if (cloud.store.backend == runtime::StoreBackend::Sqlite3)
        store::settle(*runtime::sessionOpenerOf(opened.plugin(), cloud, true));
}

/// Erases the accounts of one customer.
class Eraser {
public:
    /// Borrows both.
    Eraser(const ChosenCloud& chosen, runtime::OpenedCloud& opened, CustomerId customer)
        : chosen_(chosen),
          store_(opened.store()),
          service_(store_.customers(), store_.qualifications(), opened.rules()),
          customer_(customer) {}

    /// That of one partner, in a transaction. False when it has gone.
    bool erase(const partners::Partner& partner, const accounts::Customer& found) {
        const auto actor = operatorNow();
        const bool ended = found.relationship == accounts::Relationship::None;
        const auto planned = ended ? service_.planErasureOfEnded(partner, actor, found)
                                   : service_.planErasure(partner, actor, customer_);
        if (store_.changes().apply(planned.changes) != changes::Outcome::Applied) return false;
        std::cout << "erased customer " << customer_.value.toString() << " of partner '"
                  << partner.name << "'; entry " << planned.changes.entry.id.toString()
                  << " of the record\n";
        logEvent(Severity::Information, "RUNTIME-CUSTOMER-ERASED", "An operator erased a customer",
                 {{"cloud", chosen_.id},
                  {"partner", partner.id.value.toString()},
                  {"customer", customer_.value.toString()},
                  {"correlation", actor.correlation.value.toString()}});
        return true;
    }

    /// Those of all partners but one, and what links bring meanwhile.
    void eraseOthers(const PartnerId& named) {
        for (bool erased = true; erased;) {
            erased = false;
            for (const auto& other : store_.partners().list()) {
                const auto found =
                    other.id == named ? std::nullopt : findAccount(store_, other, customer_);
                if (found && erase(other, *found)) erased = true;
            }
        }
    }

private:
    const ChosenCloud& chosen_;
    store::Store& store_;
    accounts::CustomerService service_;
    const CustomerId customer_;
};

int erase(const CloudChoice& choice, const Erasure& options) {
    const auto customer = customerIdOf(options.customer);
    const auto chosen = chooseCloud(choice);
    const auto opened = openForCommand(chosen);
    auto& store = opened->store();
    const auto partner = findPartner(store, options.partner);
    const auto found = findAccount(store, partner, customer);
    if (!found) noSuchCustomer(partner, customer);
    if (!options.confirmed && !confirm(*found, partner, chosen.id)) return kFailed;
    Eraser eraser(chosen, *opened, customer);
    // Who is named comes last, so that the same command finishes what was interrupted.
    eraser.eraseOthers(partner.id);
    if (!eraser.erase(partner, *found)) noSuchCustomer(partner, customer);
    // A link may have been accepted before the tenant's last account was gone.
    eraser.eraseOthers(partner.id);
    cleanLog(*opened, chosen.cloud());
    return kDone;
}

}  // namespace

void addCustomerCommand(CLI::App& app, int& exit_code) {
    auto* customer = app.add_subcommand("customer", "Do what only operators may with customers");
    customer->require_subcommand(1);
    auto* command =
        customer->add_subcommand("erase", "Erase a customer of any partner for ever; asks first");
    explain(
        *command,
        "Account, profiles, users and the key that opens what the record holds of it are deleted, "
        "for every partner\nthat has or had it; its domain is free again. The record stays and "
        "gets an entry for each. Customers whose\nrelationship has ended are found too. May run "
        "beside a server.");
    auto choice = addCloudOptions(*command);
    auto options = std::make_shared<Erasure>();
    command
        ->add_option("--partner", options->partner,
                     "Whose customer it is: name, tenant id or partner network id")
        ->required();
    command->add_option("--customer", options->customer, "Id of the customer")->required();
    command->add_flag("--yes", options->confirmed, "Do not ask");
    command->callback([choice, options, &exit_code] { exit_code = erase(*choice, *options); });
    addReviewCommand(*customer, exit_code);
}

}  // namespace concordat::cli
