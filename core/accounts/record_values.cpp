#include "core/accounts/record_values.hpp"

#include "core/base/json_writer.hpp"

namespace concordat::accounts {
namespace {

// Country always, since every address has one; the rest as given.
void write(JsonWriter& json, const Address& address) {
    json.beginObject()
        .member("Country", std::string_view(address.country))
        .memberIfAny("Region", address.region)
        .memberIfAny("City", address.city)
        .memberIfAny("State", address.state)
        .memberIfAny("AddressLine1", address.address_line1)
        .memberIfAny("AddressLine2", address.address_line2)
        .memberIfAny("PostalCode", address.postal_code)
        .memberIfAny("FirstName", address.first_name)
        .memberIfAny("MiddleName", address.middle_name)
        .memberIfAny("LastName", address.last_name)
        .memberIfAny("PhoneNumber", address.phone_number)
        .endObject();
}

void write(JsonWriter& json, const BillingProfile& profile) {
    json.beginObject()
        .memberIfAny("FirstName", profile.first_name)
        .memberIfAny("LastName", profile.last_name)
        .memberIfAny("Email", profile.email)
        .memberIfAny("Culture", profile.culture)
        .memberIfAny("Language", profile.language)
        .memberIfAny("CompanyName", profile.company_name)
        .name("DefaultAddress");
    write(json, profile.default_address);
    json.endObject();
}

}  // namespace

std::string recordValueOf(const Customer& customer) {
    std::string text;
    JsonWriter json(text);
    json.beginObject().member("Id", customer.id.value).name("CompanyProfile").beginObject();
    json.member("TenantId", customer.id.value)
        .memberIfAny("Domain", customer.domain)
        .memberIfAny("CompanyName", customer.company_name)
        .memberIfAny("OrganizationRegistrationNumber", customer.registration_number)
        .memberIfAny("PublicBody", customer.public_body)
        .endObject();
    json.name("BillingProfile");
    write(json, customer.billing);
    json.endObject();
    return text;
}

std::string recordValueOf(const BillingProfile& profile) {
    std::string text;
    JsonWriter json(text);
    write(json, profile);
    return text;
}

}  // namespace concordat::accounts
