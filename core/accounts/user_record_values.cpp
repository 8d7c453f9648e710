#include "core/accounts/user_record_values.hpp"

#include "core/base/json_writer.hpp"

namespace concordat::accounts {

std::string recordValueOf(const User& user) {
    const auto& details = user.details;
    std::string text;
    JsonWriter json(text);
    json.beginObject()
        .member("Id", user.id.value)
        .memberIfAny("UserPrincipalName", details.principal_name)
        .memberIfAny("DisplayName", details.display_name)
        .memberIfAny("FirstName", details.first_name)
        .memberIfAny("LastName", details.last_name)
        .memberIfAny("UsageLocation", details.usage_location)
        .memberIfAny("ImmutableId", details.immutable_id)
        .memberIfAny("PhoneNumber", details.phone_number)
        .endObject();
    return text;
}

}  // namespace concordat::accounts
