#include "tests/durability/ledger.hpp"

#include <stdexcept>
#include <utility>

#include "core/base/time.hpp"

namespace concordat::durability {
namespace {

constexpr unsigned kWritesPerCustomer = 3;

}  // namespace

Writer::Writer(changes::ChangeStore& store, Ledger& ledger, PartnerId partner, std::string name)
    : store_(store), ledger_(ledger), partner_(partner), name_(std::move(name)) {}

void Writer::write() {
    const auto set = writes_++ % kWritesPerCustomer == 0 ? creation() : update();
    if (store_.apply(set) != changes::Outcome::Applied) {
        throw std::runtime_error("a write that nothing stands against was refused");
    }
    ledger_.add(
        {customer_.id, customer_.domain, customer_.version, set.entry.id, set.once->request});
}

changes::ChangeSet Writer::creation() {
    const auto now = SystemClock().now();
    const auto label = name_ + "-" + std::to_string(writes_);
    customer_ = {};
    customer_.id = {makeUuid(now)};
    customer_.commerce_id = makeUuid(now);
    customer_.domain = "writer-" + label + ".example.test";
    customer_.company_name = "Company " + label;
    customer_.billing.company_name = customer_.company_name;
    customer_.billing.email = "person@" + customer_.domain;
    customer_.created = now;
    accounts::Administrator administrator{
        {makeUuid(now)}, "admin", std::string(16, 's'), std::string(32, 'h')};
    return around(changes::AddCustomer{customer_, std::move(administrator)},
                  audit::OperationType::AddCustomer);
}

changes::ChangeSet Writer::update() {
    customer_.billing.first_name = "Change " + std::to_string(customer_.version);
    const changes::ReplaceBillingProfile change{customer_.id, customer_.version, customer_.billing};
    ++customer_.version;
    return around(change, audit::OperationType::UpdateCustomerBillingProfile);
}

changes::ChangeSet Writer::around(changes::Change change, audit::OperationType operation) const {
    const auto now = SystemClock().now();
    changes::ChangeSet set;
    set.partner = partner_;
    set.changes.push_back(std::move(change));
    set.entry.id = makeUuid(now);
    set.entry.partner = partner_;
    set.entry.customer = customer_.id;
    set.entry.customer_name = customer_.company_name;
    set.entry.operation = operation;
    set.entry.at = now;
    set.entry.application = {makeRandomUuid()};
    set.entry.new_value = "{\"Version\":" + std::to_string(customer_.version) + "}";
    set.once = changes::IdempotencyEntry{
        {makeRandomUuid()}, std::string(32, 'f'), {201, "", "{}"}, now + std::chrono::hours(24)};
    return set;
}

}  // namespace concordat::durability
