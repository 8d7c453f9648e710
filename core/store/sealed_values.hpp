#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/accounts/agreement.hpp"
#include "core/accounts/customer.hpp"
#include "core/accounts/qualification.hpp"
#include "core/accounts/user.hpp"
#include "core/audit/record.hpp"
#include "core/changes/change_set.hpp"
#include "core/events/registration.hpp"
#include "core/partners/partner.hpp"

/// The plain forms of what is sealed. Each begins with the version of its form; a new member is
/// added at the end under a higher version, and older ones stay readable. Every decode function
/// @throws Error Internal for a form that it does not know.
namespace concordat::store {

/// What the record holds of persons.
struct EntryTexts {
    /// Empty: an application did it.
    std::string user_name;
    /// JSON; empty: there was none.
    std::string old_value;
    std::string new_value;
};

/// The profile but for the company name, which its row has in clear.
[[nodiscard]] std::string encode(const accounts::BillingProfile& profile);
/// User name, salt and hash; the id is the row's.
[[nodiscard]] std::string encode(const accounts::Administrator& administrator);
/// A user's details and password; the rest is in its row.
[[nodiscard]] std::string encode(const accounts::User& user);
/// Who agreed and who confirmed it; the rest is in its row.
[[nodiscard]] std::string encode(const accounts::Agreement& agreement);
/// All profiles but their version.
[[nodiscard]] std::string encode(const partners::PartnerProfiles& profiles);
/// A reply whole, whatever is in it.
[[nodiscard]] std::string encode(const changes::StoredReply& reply);

/// The address, the events and where the signature goes; the rest its row has.
[[nodiscard]] std::string encode(const events::Registration& registration);

/// The sealed part of an entry: user name, old and new value.
[[nodiscard]] std::string encodeTexts(const audit::Entry& entry);

/// The sealed part of a qualification: evidence and reason.
[[nodiscard]] std::string encodeTexts(const accounts::Qualification& qualification);

/// The id to which the seal of a customer's qualification is bound: that of the customer and the
/// kind, since no row id tells the kinds apart.
[[nodiscard]] Uuid idOf(const CustomerId& customer, accounts::QualificationKind kind);

/// The part of an entry that stays in clear: names and values of business identifiers.
[[nodiscard]] std::string encodeCustomized(
    const std::vector<std::pair<std::string, std::string>>& data);

/// The profile but for the company name, which its row has in clear.
[[nodiscard]] accounts::BillingProfile decodeBillingProfile(std::string_view data);

/// A user's details and password, also of the form of an administrator, whose names follow from
/// the customer's `domain`.
[[nodiscard]] accounts::User decodeUser(std::string_view data, std::string_view domain);

/// What encode took of an agreement.
[[nodiscard]] accounts::Agreement decodeAgreement(std::string_view data);

/// The profiles but for their version, which their row has.
[[nodiscard]] partners::PartnerProfiles decodePartnerProfiles(std::string_view data);

/// The inverse of encode for a reply.
[[nodiscard]] changes::StoredReply decodeStoredReply(std::string_view data);
/// The inverse of encode for a registration.
[[nodiscard]] events::Registration decodeRegistration(std::string_view data);
/// The inverse of encodeTexts.
[[nodiscard]] EntryTexts decodeTexts(std::string_view data);
/// Fills what encodeTexts took of a qualification.
void decodeTexts(std::string_view data, accounts::Qualification& qualification);
/// The inverse of encodeCustomized.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> decodeCustomized(
    std::string_view data);

}  // namespace concordat::store
