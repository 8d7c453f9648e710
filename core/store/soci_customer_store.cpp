#include "core/store/soci_customer_store.hpp"

#include "core/store/key_range.hpp"
#include "core/store/sealed_values.hpp"

namespace concordat::store {
namespace {

using accounts::Customer;
using accounts::CustomerOrder;
using accounts::CustomerPage;
using accounts::CustomerQuery;
using accounts::Relationship;
using accounts::SeekDirection;

/// The last column of find_customer: names, which hold no blanks, with blanks between them.
std::vector<std::string> domainsOf(const Rows& rows) {
    constexpr int kDomains = 11;
    std::vector<std::string> domains;
    auto rest = rows.text(kDomains);
    while (!rest.empty()) {
        const auto end = std::min(rest.find(' '), rest.size());
        domains.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return domains;
}

/// The columns of find_customer that find_shared_customer has as well.
CustomerRow rowOf(const Rows& rows, const PartnerId& partner, const CustomerId& customer) {
    return {.partner = partner,
            .customer = customer,
            .domain = rows.text(0),
            .company_name = rows.text(1),
            .relationship = static_cast<Relationship>(rows.integer(2)),
            .delegated_access = rows.integer(3) != 0,
            .commerce_id = rows.uuid(4),
            .registration_number = rows.text(5),
            .public_body = rows.text(6),
            .created = rows.instant(7),
            .version = static_cast<std::uint64_t>(rows.integer(8)),
            .wrapped_key = rows.bytes(9),
            .sealed = rows.bytes(10)};
}

Customer openCustomer(const CustomerRow& row, const Vault& vault) {
    Customer customer;
    customer.id = row.customer;
    customer.domain = row.domain;
    customer.company_name = row.company_name;
    customer.relationship = row.relationship;
    customer.allow_delegated_access = row.delegated_access;
    customer.commerce_id = row.commerce_id;
    customer.registration_number = row.registration_number;
    customer.public_body = row.public_body;
    customer.created = row.created;
    customer.version = row.version;
    const auto& id = row.customer.value;
    const auto key = vault.unwrap(row.wrapped_key, id);
    customer.billing = decodeBillingProfile(vault.open(key, Sealed::Customer, id, row.sealed));
    customer.billing.company_name = customer.company_name;
    return customer;
}

StatementId statementFor(const CustomerQuery& query) {
    const bool forward = query.direction == SeekDirection::Forward;
    if (query.provider)
        return forward ? StatementId::ListSharedForward : StatementId::ListSharedBackward;
    if (query.reseller)
        return forward ? StatementId::ListOfResellerForward : StatementId::ListOfResellerBackward;
    if (query.order == CustomerOrder::Domain)
        return forward ? StatementId::ListByDomainForward : StatementId::ListByDomainBackward;
    return forward ? StatementId::ListByNameForward : StatementId::ListByNameBackward;
}

/// Where a page begins, inside the prefix's range: a position outside it counts as its edge.
accounts::CustomerPosition startOf(const CustomerQuery& query, const KeyRange& range) {
    const bool forward = query.direction == SeekDirection::Forward;
    const auto& edge = forward ? range.lower : range.upper;
    if (!query.position) return {edge, {}};
    const bool inside = forward ? query.position->key >= edge : query.position->key < edge;
    return inside ? *query.position : accounts::CustomerPosition{edge, {}};
}

/// The statements of a search: where the rows end that a page looks at, and which of them it finds.
struct SearchStatements {
    StatementId find_end;
    StatementId search;
};

SearchStatements searchBy(CustomerOrder order) {
    if (order == CustomerOrder::Domain)
        return {StatementId::FindEndByDomain, StatementId::SearchByDomain};
    return {StatementId::FindEndByName, StatementId::SearchByName};
}

/// Copies rows until the page is full; true when there was one more.
bool readPage(Rows& rows, std::uint32_t size, CustomerPage& page) {
    constexpr int kKey = 4;
    while (rows.next()) {
        if (page.size() == size) return true;
        page.last_key = rows.text(kKey);
        if (page.size() == 0) page.first_key = page.last_key;
        page.add({rows.uuid(0)}, rows.text(1), rows.text(2),
                 static_cast<Relationship>(rows.integer(3)));
    }
    return false;
}

}  // namespace

std::optional<Customer> SociCustomerStore::find(const PartnerId& partner,
                                                const CustomerId& customer) {
    auto session = sessions_.acquire();
    {
        Cursor rows(session->query(partner, StatementId::FindCustomer,
                                   {{"partner", partner}, {"customer", customer}}));
        if (rows->next()) {
            const auto row = rowOf(*rows, partner, customer);
            seen_.remember(row);
            auto found = openCustomer(row, vault_);
            found.verified_domains = domainsOf(*rows);
            return found;
        }
    }
    return findShared(*session, partner, customer);
}

/// Not remembered: what is, may be changed.
std::optional<Customer> SociCustomerStore::findShared(Connection& session, const PartnerId& partner,
                                                      const CustomerId& customer) {
    constexpr int kSharedBy = 11;
    Cursor rows(session.query(partner, StatementId::FindSharedCustomer,
                              {{"partner", partner}, {"customer", customer}}));
    if (!rows->next()) return std::nullopt;
    auto found = openCustomer(rowOf(*rows, partner, customer), vault_);
    found.shared_by = PartnerId{rows->uuid(kSharedBy)};
    return found;
}

std::optional<Customer> SociCustomerStore::recall(const PartnerId& partner,
                                                  const CustomerId& customer,
                                                  std::uint64_t version) {
    const auto row = seen_.find(partner, customer, version);
    if (!row) return std::nullopt;
    return openCustomer(row->view(), vault_);
}

/// Looks through the rows in list order instead of keeping an index of parts: that would make
/// a create write four times as many rows.
void SociCustomerStore::search(const PartnerId& partner, const CustomerQuery& query,
                               CustomerPage& page) {
    const auto statements = searchBy(query.order);
    const auto start = startOf(query, rangeOfPrefix({}));
    auto session = sessions_.acquire();
    std::optional<accounts::CustomerPosition> end;
    {
        Cursor rows(session->query(partner, statements.find_end,
                                   {{"partner", partner},
                                    {"key", std::string_view(start.key)},
                                    {"customer", start.id},
                                    {"looked_at", query.look_at - 1}}));
        if (rows->next())
            end = accounts::CustomerPosition{std::string(rows->text(0)), {rows->uuid(1)}};
    }
    const auto last = end.value_or(accounts::CustomerPosition{rangeOfPrefix({}).upper, {}});
    Cursor rows(session->query(partner, statements.search,
                               {{"partner", partner},
                                {"key", std::string_view(start.key)},
                                {"customer", start.id},
                                {"end_key", std::string_view(last.key)},
                                {"end_customer", last.id},
                                {"part", std::string_view(query.part)},
                                {"size", query.size + 1}}));
    page.clear();
    const bool full = readPage(*rows, query.size, page);
    page.has_next = full || end.has_value();
    if (!full) page.resume = std::move(end);
}

void SociCustomerStore::list(const PartnerId& partner, const CustomerQuery& query,
                             CustomerPage& page) {
    if (!query.part.empty()) return search(partner, query, page);
    const bool forward = query.direction == SeekDirection::Forward;
    const auto range = rangeOfPrefix(query.prefix);
    const auto start = startOf(query, range);
    auto session = sessions_.acquire();
    Cursor rows(session->query(partner, statementFor(query),
                               {{"partner", partner},
                                {"key", std::string_view(start.key)},
                                {"customer", start.id},
                                forward ? Parameter{"upper", std::string_view(range.upper)}
                                        : Parameter{"lower", std::string_view(range.lower)},
                                {"size", query.size + 1},
                                {"skip", query.skip},
                                {"reseller", query.reseller ? Value(*query.reseller) : Value()},
                                {"provider", query.provider ? Value(*query.provider) : Value()}}));
    // Not before: another fiber of the thread may have used the page while this one waited.
    page.clear();
    const bool more = readPage(*rows, query.size, page);
    const bool passed = query.position.has_value() || query.skip > 0;
    page.has_next = forward ? more : passed;
    page.has_previous = forward ? passed : more;
    if (forward) return;
    page.reverse();
    std::swap(page.first_key, page.last_key);
}

std::optional<Customer> SociCustomerStore::findElsewhere(const PartnerId& partner,
                                                         const CustomerId& customer) {
    auto session = sessions_.acquire();
    Cursor rows(session->query(partner, StatementId::FindCustomerElsewhere,
                               {{"partner", partner}, {"customer", customer}}));
    if (!rows->next()) return std::nullopt;
    return openCustomer(rowOf(*rows, partner, customer), vault_);
}

std::vector<PartnerId> SociCustomerStore::partnersOf(const CustomerId& customer) {
    auto session = sessions_.acquire();
    Cursor rows(session->query(StatementId::ListPartnersOfCustomer, {{"customer", customer}}));
    std::vector<PartnerId> all;
    while (rows->next()) all.push_back(PartnerId{rows->uuid(0)});
    return all;
}

bool SociCustomerStore::isDomainTaken(std::string_view domain) {
    auto session = sessions_.acquire();
    Cursor rows(session->query(StatementId::FindDomain, {{"domain", domain}}));
    return rows->next();
}

}  // namespace concordat::store
