#pragma once

#include <string>

#include "core/changes/change_set.hpp"
#include "core/partners/partner.hpp"
#include "core/store/store.hpp"

/// Values that the store's tests write. Numbers make identifiers, so that a test reads as a story.
namespace concordat::store::samples {

inline constexpr Instant kNow{std::chrono::microseconds(1'700'000'000'000'000)};

/// An identifier that is the same for the same number and kind.
Uuid id(char kind, unsigned number);

inline PartnerId partnerId(unsigned number) {
    return {id('p', number)};
}

inline CustomerId customerId(unsigned number) {
    return {id('c', number)};
}

/// A partner's account, and its profiles with personal data in every member.
partners::Partner partner(unsigned number);
partners::PartnerProfiles profiles();

/// Text that appears in personal data of every sample, and nowhere else.
inline constexpr auto kPersonal = "Zwetschgenroester";

accounts::BillingProfile billing(const std::string& company_name);
accounts::Customer customer(unsigned number, const std::string& company_name);

/// Change sets with their record entries.
changes::ChangeSet addCustomer(const PartnerId& partner, const accounts::Customer& customer);
changes::ChangeSet addCustomer(const PartnerId& partner, unsigned number,
                               const std::string& company_name = "Contoso");
changes::ChangeSet replaceBilling(const PartnerId& partner, unsigned number, std::uint64_t version,
                                  const accounts::BillingProfile& profile);
changes::ChangeSet removeRelationship(const PartnerId& partner, unsigned number);
changes::ChangeSet deleteCustomer(const PartnerId& partner, unsigned number);

/// An entry about a customer, or about the partner.
audit::Entry entry(const PartnerId& partner, const CustomerId* customer, unsigned number,
                   Instant at = kNow);

/// Makes a change set happen once.
changes::IdempotencyEntry once(unsigned request, const std::string& body = "{}");

}  // namespace concordat::store::samples
