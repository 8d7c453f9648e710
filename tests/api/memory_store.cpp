#include "tests/api/memory_store.hpp"

#include <algorithm>
#include <gtest/gtest.h>

#include "core/base/text.hpp"
#include "core/events/event_names.hpp"

namespace concordat::api {
namespace {

/// Whatever a partner is told of, it can register for.
void expectKnownEvent(const audit::Entry& entry) {
    const auto name = events::eventNameOf(entry.resource, entry.operation);
    const auto& known = events::eventNames();
    EXPECT_TRUE(name.empty() || std::binary_search(known.begin(), known.end(), name)) << name;
}

}  // namespace

std::optional<accounts::Customer> MemoryStore::find(const PartnerId& partner,
                                                    const CustomerId& customer) {
    const auto found = customers.find({partner, customer});
    return found == customers.end() ? std::nullopt : std::optional(found->second);
}

void MemoryStore::list(const PartnerId& partner, const accounts::CustomerQuery& query,
                       accounts::CustomerPage& page) {
    page.clear();
    ++lists;
    last_query = query;
    std::vector<Row> rows = rowsOf(partner, query);
    const auto key = [&](const Row& row) { return std::pair(row.first, row.second->id); };
    std::size_t begin = 0;
    std::size_t end = rows.size();
    if (query.position) {
        const std::pair at(query.position->key, query.position->id);
        const auto split = std::partition_point(rows.begin(), rows.end(), [&](const Row& row) {
            return query.direction == accounts::SeekDirection::Forward ? key(row) <= at
                                                                       : key(row) < at;
        });
        const auto index = static_cast<std::size_t>(split - rows.begin());
        (query.direction == accounts::SeekDirection::Forward ? begin : end) = index;
    }
    if (query.direction == accounts::SeekDirection::Forward) {
        begin = std::min<std::size_t>(begin + query.skip, rows.size());
        end = std::min<std::size_t>(begin + query.size, rows.size());
    } else {
        begin = end > query.size ? end - query.size : 0;
    }
    for (auto index = begin; index < end; ++index)
        page.add(rows[index].second->id, rows[index].second->company_name,
                 rows[index].second->domain, rows[index].second->relationship);
    page.has_next = end < rows.size();
    page.has_previous = begin > 0;
    if (begin < end) {
        page.first_key = rows[begin].first;
        page.last_key = rows[end - 1].first;
    }
}

bool MemoryStore::isDomainTaken(std::string_view domain) {
    return std::any_of(customers.begin(), customers.end(), [&](const auto& entry) {
        const auto& further = entry.second.verified_domains;
        return entry.second.domain == domain ||
               std::find(further.begin(), further.end(), domain) != further.end();
    });
}

audit::Page MemoryStore::list(const PartnerId& partner, const audit::Query& query) {
    last_audit_query = query;
    audit::Page page;
    auto at = entries.rbegin();
    if (query.after) {
        at = std::find_if(entries.rbegin(), entries.rend(),
                          [&](const auto& entry) { return entry.id == query.after->second; });
        if (at != entries.rend()) ++at;
    }
    for (; at != entries.rend(); ++at) {
        if (at->partner != partner || at->at < query.from || at->at >= query.to) continue;
        if (query.customer && at->customer != query.customer) continue;
        if (query.resource && at->resource != *query.resource) continue;
        if (page.entries.size() == query.size) {
            page.has_next = true;
            break;
        }
        page.entries.push_back(*at);
    }
    return page;
}

std::optional<audit::Entry> MemoryStore::find(const PartnerId& partner, const Uuid& id) {
    for (const auto& entry : entries)
        if (entry.id == id && entry.partner == partner) return entry;
    return std::nullopt;
}

changes::Outcome MemoryStore::apply(const changes::ChangeSet& set) {
    const std::lock_guard lock(mutex_);
    if (forced) return *std::exchange(forced, std::nullopt);
    if (set.once && requests.contains({set.partner, set.once->request}))
        return changes::Outcome::Repeated;
    deletion_time_ = set.entry.at;
    // As if it were one transaction: this guard stands behind what it guards.
    for (const auto& change : set.changes)
        if (const auto* end = std::get_if<changes::EndSales>(&change))
            if (write(set.partner, *end) != changes::Outcome::Applied)
                return changes::Outcome::Taken;
    for (const auto& change : set.changes) {
        const auto outcome =
            std::visit([&](const auto& one) { return write(set.partner, one); }, change);
        if (outcome != changes::Outcome::Applied) return outcome;
    }
    expectKnownEvent(set.entry);
    entries.push_back(set.entry);
    if (set.once)
        requests[{set.partner, set.once->request}] = {set.once->fingerprint, set.once->reply};
    ++applied;
    return changes::Outcome::Applied;
}

std::optional<changes::PastRequest> MemoryStore::findRequest(const PartnerId& partner,
                                                             const RequestId& request, Instant) {
    const std::lock_guard lock(mutex_);
    const auto found = requests.find({partner, request});
    return found == requests.end() ? std::nullopt : std::optional(found->second);
}

std::optional<partners::Partner> MemoryStore::find(const PartnerId& id) {
    for (const auto& partner : partner_accounts)
        if (partner.id == id) return partner;
    return std::nullopt;
}

std::optional<partners::PartnerProfiles> MemoryStore::profiles(const PartnerId& id) {
    const auto found = partner_profiles.find(id);
    return found == partner_profiles.end() ? std::nullopt : std::optional(found->second);
}

std::optional<partners::MpnProfile> MemoryStore::findByMpnId(std::string_view mpn_id) {
    for (const auto& partner : partner_accounts)
        if (partner.mpn_id == mpn_id) return partners::MpnProfile{partner.name, partner.mpn_id};
    return std::nullopt;
}

std::vector<partners::Partner> MemoryStore::list() {
    return partner_accounts;
}

bool MemoryStore::add(const partners::Partner& partner, const partners::PartnerProfiles& held) {
    partner_accounts.push_back(partner);
    return partner_profiles.emplace(partner.id, held).second;
}

bool MemoryStore::setState(const PartnerId&, partners::PartnerState) {
    return false;
}

std::vector<MemoryStore::Row> MemoryStore::rowsOf(const PartnerId& partner,
                                                  const accounts::CustomerQuery& query) const {
    std::vector<Row> rows;
    for (const auto& [key, customer] : customers) {
        if (key.first != partner) continue;
        if (query.provider && customer.shared_by != query.provider) continue;
        if (query.reseller) {
            const auto shared = shares.find(key);
            if (shared == shares.end() ||
                std::count(shared->second.begin(), shared->second.end(), *query.reseller) == 0)
                continue;
        }
        auto text = query.order == accounts::CustomerOrder::Domain
                        ? customer.domain
                        : listKeyOf(customer.company_name);
        if (!text.starts_with(query.prefix)) continue;
        if (text.find(query.part) != std::string::npos)
            rows.emplace_back(std::move(text), &customer);
    }
    std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
        return std::pair(a.first, a.second->id) < std::pair(b.first, b.second->id);
    });
    return rows;
}

changes::Outcome MemoryStore::write(const PartnerId& partner, const changes::AddCustomer& change) {
    if (isDomainTaken(change.customer.domain)) return changes::Outcome::Taken;
    customers[{partner, change.customer.id}] = change.customer;
    accounts::User administrator;
    administrator.id = change.administrator.id;
    administrator.details.principal_name = "admin@" + change.customer.domain;
    administrator.details.display_name = "admin";
    administrator.roles = accounts::DirectoryRole::CompanyAdministrator;
    users[change.customer.id] = {administrator};
    return changes::Outcome::Applied;
}

changes::Outcome MemoryStore::write(const PartnerId& partner,
                                    const changes::AddVerifiedDomain& change) {
    const auto found = customers.find({partner, change.customer});
    if (found == customers.end()) return changes::Outcome::Gone;
    if (isDomainTaken(change.domain)) return changes::Outcome::Taken;
    auto& held = found->second.verified_domains;
    if (held.size() >= change.most) return changes::Outcome::Exhausted;
    held.push_back(change.domain);
    std::sort(held.begin(), held.end());
    return changes::Outcome::Applied;
}

changes::Outcome MemoryStore::write(const PartnerId& partner,
                                    const changes::ReplaceBillingProfile& change) {
    const auto found = customers.find({partner, change.customer});
    if (found == customers.end()) return changes::Outcome::Gone;
    if (found->second.version != change.expected_version) return changes::Outcome::Stale;
    found->second.billing = change.profile;
    ++found->second.version;
    return changes::Outcome::Applied;
}

changes::Outcome MemoryStore::write(const PartnerId& partner,
                                    const changes::RenameCustomer& change) {
    const auto found = customers.find({partner, change.customer});
    if (found == customers.end()) return changes::Outcome::Gone;
    found->second.company_name = change.company_name;
    return changes::Outcome::Applied;
}

changes::Outcome MemoryStore::write(const PartnerId& partner,
                                    const changes::RemoveRelationship& change) {
    return customers.erase({partner, change.customer}) > 0 ? changes::Outcome::Applied
                                                           : changes::Outcome::Gone;
}

changes::Outcome MemoryStore::write(const PartnerId& partner,
                                    const changes::DeleteCustomer& change) {
    return customers.erase({partner, change.customer}) > 0 ? changes::Outcome::Applied
                                                           : changes::Outcome::Gone;
}

changes::Outcome MemoryStore::write(const PartnerId&, const changes::DeleteEndedCustomer&) {
    // No request erases; what a relationship leaves behind is not kept here.
    return changes::Outcome::Gone;
}

changes::Outcome MemoryStore::write(const PartnerId& partner,
                                    const changes::LimitCustomers& change) {
    std::size_t held = 0;
    for (const auto& entry : customers) held += entry.first.first == partner ? 1 : 0;
    return held < change.limit ? changes::Outcome::Applied : changes::Outcome::Exhausted;
}

std::vector<accounts::Qualification> MemoryStore::qualifications(const PartnerId& partner,
                                                                 const CustomerId& customer) {
    const std::lock_guard lock(mutex_);
    return held_qualifications[{partner, customer}];
}

std::vector<accounts::ValidationCode> MemoryStore::validationCodes(const PartnerId& partner) {
    const std::lock_guard lock(mutex_);
    return validation_codes[partner];
}

bool MemoryStore::addValidationCode(const PartnerId& partner,
                                    const accounts::ValidationCode& code) {
    const std::lock_guard lock(mutex_);
    validation_codes[partner].push_back(code);
    validation_codes[partner].back().remaining_creates = code.max_creates;
    return true;
}

changes::Outcome MemoryStore::write(const PartnerId& partner,
                                    const changes::UseValidationCode& change) {
    for (auto& code : validation_codes[partner])
        if (code.code == change.code && code.remaining_creates > 0) {
            --code.remaining_creates;
            return changes::Outcome::Applied;
        }
    return changes::Outcome::Exhausted;
}

changes::Outcome MemoryStore::write(const PartnerId& partner,
                                    const changes::AddQualification& change) {
    if (!customers.contains({partner, change.customer})) return changes::Outcome::Gone;
    auto& held = held_qualifications[{partner, change.customer}];
    for (const auto& one : held)
        if (one.kind == change.qualification.kind) return changes::Outcome::Taken;
    held.push_back(change.qualification);
    return changes::Outcome::Applied;
}

changes::Outcome MemoryStore::write(const PartnerId& partner,
                                    const changes::ReviewQualification& change) {
    if (!customers.contains({partner, change.customer})) return changes::Outcome::Gone;
    auto& held = held_qualifications[{partner, change.customer}];
    for (auto& one : held)
        if (one.kind == change.reviewed.kind) {
            if (one.decisions != change.seen_decisions) return changes::Outcome::Stale;
            one = change.reviewed;
            return changes::Outcome::Applied;
        }
    held.push_back(change.reviewed);
    return changes::Outcome::Applied;
}

changes::Outcome MemoryStore::write(const PartnerId& partner,
                                    const changes::ReplacePartnerProfiles& change) {
    auto& held = partner_profiles[partner];
    if (held.version != change.expected_version) return changes::Outcome::Stale;
    held = change.profiles;
    held.version = change.expected_version + 1;
    return changes::Outcome::Applied;
}

changes::Outcome MemoryStore::write(const PartnerId& partner,
                                    const changes::AddWebhookRegistration& change) {
    auto held = change.registration;
    held.version = 1;
    const bool added = registrations.emplace(partner, held).second;
    return added ? changes::Outcome::Applied : changes::Outcome::Taken;
}

changes::Outcome MemoryStore::write(const PartnerId& partner,
                                    const changes::ReplaceWebhookRegistration& change) {
    const auto held = registrations.find(partner);
    if (held == registrations.end()) return changes::Outcome::Gone;
    const auto version = held->second.version + 1;
    held->second = change.registration;
    held->second.version = version;
    return changes::Outcome::Applied;
}

changes::Outcome MemoryStore::write(const PartnerId& partner, const changes::AddTestEvent& change) {
    const auto mine = [&](const auto& one) { return one.first.first == partner; };
    if (std::count_if(test_events.begin(), test_events.end(), mine) >= change.most)
        return changes::Outcome::Exhausted;
    test_events[{partner, change.id}] = {};
    return changes::Outcome::Applied;
}

std::optional<events::Registration> MemoryStore::registration(const PartnerId& partner) {
    const std::lock_guard lock(mutex_);
    const auto held = registrations.find(partner);
    return held == registrations.end() ? std::nullopt : std::optional(held->second);
}

std::optional<events::TestEvent> MemoryStore::testEvent(const PartnerId& partner, const Uuid& id) {
    const std::lock_guard lock(mutex_);
    const auto held = test_events.find({partner, id});
    return held == test_events.end() ? std::nullopt : std::optional(held->second);
}

}  // namespace concordat::api
