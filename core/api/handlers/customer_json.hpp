#pragma once

#include <string>
#include <string_view>

#include "core/accounts/customer.hpp"
#include "core/accounts/customer_page.hpp"
#include "core/api/json_reader.hpp"
#include "core/base/json_writer.hpp"

namespace concordat::api {

/// Writes an etag as it travels: quoted, in the header as in `attributes.etag`. Read by
/// expectedVersion.
[[nodiscard]] std::string etagOf(std::uint64_t version);

/// The word of `relationshipToPartner`.
[[nodiscard]] std::string_view wordOf(accounts::Relationship relationship) noexcept;

/// Writes an address as an object; absent parts are left out. Follows a name or a comma that the
/// writer sets.
void writeAddress(JsonWriter& json, const accounts::Address& address);

/// Writes the resource CustomerCompanyProfile into `out`, the buffer of `json`. Without an etag:
/// the partner API has none here.
void writeCompanyProfile(JsonWriter& json, std::string& out, const accounts::Customer& customer);

/// Writes the resource CustomerBillingProfile into `out`, the buffer of `json`, with the account's
/// version as its etag.
void writeBillingProfile(JsonWriter& json, std::string& out, const accounts::Customer& customer);

/// The administrator's name and one-time password, which only the reply to a create carries. Views.
struct Credentials {
    std::string_view user_name;
    std::string_view password;
};

/// Writes the resource Customer; `credentials` is null but in the reply to a create.
void writeCustomer(std::string& out, const accounts::Customer& customer,
                   const Credentials* credentials);

/// Writes one item of a customer list: the hot path, appended without looking at each member. Of
/// the customer's data only name and domain, so that a list opens no seal.
void writeListItem(std::string& out, const accounts::CustomerListItem& item);

/// Gives `email`, the value of the member `name`, back when it is empty or an address: one at sign
/// with something on both sides, no blanks. @throws Error InvalidRequest naming the member
[[nodiscard]] std::string checkedEmail(const JsonObject& object, std::string_view name,
                                       std::string email);

/// Reads a required member that is a host name of two labels or more, and folds it. @throws Error
/// InvalidRequest naming the member
[[nodiscard]] std::string readDomain(const JsonObject& object, std::string_view name);

/// Which parts of an address a request must give.
enum class AddressForm {
    Postal,      ///< country and first line
    WithPerson,  ///< those and the names of the person there
};

/// Reads an address; makes the country upper-case and leaves all else as written. Checks lengths
/// and required members, no country's rules. @throws Error InvalidRequest naming the member
[[nodiscard]] accounts::Address readAddress(const JsonObject& object, AddressForm form);

/// Reads a customer's billing profile whole: what is not given will be empty. @throws Error
/// InvalidRequest naming the member
[[nodiscard]] accounts::BillingProfile readBillingProfile(const JsonObject& object);

/// Reads the body of a create: the domain folded and a host name, the company's name taken from the
/// billing profile where it is not given. What clients send beside it, such as ids, is ignored.
/// @throws Error InvalidRequest naming the member
[[nodiscard]] accounts::CustomerDraft readCustomerDraft(const JsonObject& object);

}  // namespace concordat::api
