#include "tools/partner_client/user_rows.hpp"

#include <array>
#include <utility>

#include "core/accounts/user_import.hpp"
#include "core/base/json_writer.hpp"
#include "core/base/text.hpp"
#include "tools/partner_client/file_form.hpp"

namespace concordat::client {
namespace {

/// Columns that say something of a user, with the members that they become.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kColumns = {
    {{"First name", "firstName"},
     {"Last name", "lastName"},
     {"Display name", "displayName"},
     {"Email", "userPrincipalName"}}};

std::string reasonFor(accounts::ImportFault fault, const std::string& domain) {
    using enum accounts::ImportFault;
    switch (fault) {
        case Damaged:
            return "has a quote that does not match";
        case NoRows:
            return "the file has no users";
        case TooManyRows:
            return "the file has more than " + std::to_string(accounts::kMostImportedUsers) +
                   " users";
        case UnknownColumn:
            return "no such column is known; those known are: " + userColumns();
        case MissingColumn:
            return "the column is missing";
        case RepeatedColumn:
            return "the column is there twice";
        case WrongCellCount:
            return "has not as many cells as the first line";
        case Missing:
            return "is empty";
        case NotEmpty:
            return "must be left empty";
        case TooLong:
            return "has more than 50 characters";
        case NotOfCustomer:
            return "is no user name of " + domain + ", the customer's domain";
        case Repeated:
            return "an earlier row has the same";
    }
    return "";
}

/// The line of the first byte that is no text.
std::size_t lineOfDamage(std::string_view csv) {
    std::size_t line = 1;
    for (;; ++line) {
        const auto end = csv.find('\n');
        if (end == std::string_view::npos || !isStorable(csv.substr(0, end))) return line;
        csv.remove_prefix(end + 1);
    }
}

std::string bodyOf(const accounts::UserDetails& details) {
    std::string body;
    JsonWriter(body)
        .beginObject()
        .member("userPrincipalName", std::string_view(details.principal_name))
        .member("displayName", std::string_view(details.display_name))
        .memberIfAny("firstName", details.first_name)
        .memberIfAny("lastName", details.last_name)
        .member("usageLocation", std::string_view(details.usage_location))
        .endObject();
    return body;
}

}  // namespace

UserRows readUserRows(std::string_view csv, const std::string& domain,
                      const std::string& usage_location) {
    if (const auto form = foreignForm(csv); !form.empty())
        return {{}, {{1, "", std::string(form)}}};
    if (!isStorable(csv)) return {{}, {{lineOfDamage(csv), "", std::string(kNotUtf8)}}};
    const auto read = accounts::readUserImport(csv, {&domain, 1}, usage_location);
    UserRows rows;
    for (const auto& user : read.users)
        rows.rows.push_back({user.line, user.details.principal_name, bodyOf(user.details)});
    for (const auto& refusal : read.refusals)
        rows.faults.push_back({refusal.line, refusal.column, reasonFor(refusal.fault, domain)});
    return rows;
}

std::string userColumnOf(const std::string& member) {
    for (const auto& [column, name] : kColumns)
        if (name == member) return std::string(column);
    return member;
}

std::string userColumns() {
    std::string all;
    for (const auto& column : kColumns) all.append(column.first).append(",");
    return all + "Status update";
}

}  // namespace concordat::client
