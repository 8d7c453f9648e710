#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/accounts/customer.hpp"
#include "core/audit/record.hpp"
#include "core/changes/change_set.hpp"
#include "core/partners/partner.hpp"

/// The plain forms of what is sealed. Each begins with the version of its form; a new member is
/// added at the end under a higher version, and older ones stay readable. Every decode function
/// @throws Error Internal for a form that it does not know.
namespace concordat::store {

/// What the record holds of persons.
struct EntryTexts {
    std::string user_name;
    std::string old_value;
    std::string new_value;
};

[[nodiscard]] std::string encode(const accounts::BillingProfile& profile);
[[nodiscard]] std::string encode(const accounts::Administrator& administrator);
[[nodiscard]] std::string encode(const partners::PartnerProfiles& profiles);
[[nodiscard]] std::string encode(const changes::StoredReply& reply);

/// The sealed part of an entry: user name, old and new value.
[[nodiscard]] std::string encodeTexts(const audit::Entry& entry);

/// The part of an entry that stays in clear: names and values of business identifiers.
[[nodiscard]] std::string encodeCustomized(
    const std::vector<std::pair<std::string, std::string>>& data);

/// The profile but for the company name, which its row has in clear.
[[nodiscard]] accounts::BillingProfile decodeBillingProfile(std::string_view data);

/// The profiles but for their version, which their row has.
[[nodiscard]] partners::PartnerProfiles decodePartnerProfiles(std::string_view data);

[[nodiscard]] changes::StoredReply decodeStoredReply(std::string_view data);
[[nodiscard]] EntryTexts decodeTexts(std::string_view data);
[[nodiscard]] std::vector<std::pair<std::string, std::string>> decodeCustomized(
    std::string_view data);

}  // namespace concordat::store
