#include "core/partners/record_values.hpp"

#include "core/base/json_writer.hpp"

namespace concordat::partners {
namespace {

// Unlike a customer's, without the person: a partner's contact stands beside its address.
void write(JsonWriter& json, const Address& address) {
    json.beginObject()
        .memberIfAny("Country", address.country)
        .memberIfAny("Region", address.region)
        .memberIfAny("City", address.city)
        .memberIfAny("State", address.state)
        .memberIfAny("AddressLine1", address.address_line1)
        .memberIfAny("AddressLine2", address.address_line2)
        .memberIfAny("PostalCode", address.postal_code)
        .memberIfAny("PhoneNumber", address.phone_number)
        .endObject();
}

void write(JsonWriter& json, const Contact& contact) {
    json.beginObject()
        .memberIfAny("FirstName", contact.first_name)
        .memberIfAny("LastName", contact.last_name)
        .memberIfAny("Email", contact.email)
        .memberIfAny("PhoneNumber", contact.phone_number)
        .endObject();
}

// Only what the partner can change, so that old and new value differ by what it did.
void write(JsonWriter& json, const BillingProfile& profile) {
    json.beginObject().memberIfAny("CompanyName", profile.company_name).name("Address");
    write(json, profile.address);
    write(json.name("PrimaryContact"), profile.primary_contact);
    json.memberIfAny("PurchaseOrderNumber", profile.purchase_order_number)
        .memberIfAny("TaxId", profile.tax_id)
        .endObject();
}

void write(JsonWriter& json, const LegalBusinessProfile& profile) {
    json.beginObject().memberIfAny("CompanyName", profile.company_name).name("Address");
    write(json, profile.address);
    write(json.name("PrimaryContact"), profile.primary_contact);
    write(json.name("CompanyApproverAddress"), profile.company_approver_address);
    json.memberIfAny("CompanyApproverEmail", profile.company_approver_email).endObject();
}

void write(JsonWriter& json, const OrganizationProfile& profile) {
    json.beginObject().memberIfAny("CompanyName", profile.company_name).name("DefaultAddress");
    write(json, profile.default_address);
    json.memberIfAny("Email", profile.email)
        .memberIfAny("Language", profile.language)
        .memberIfAny("Culture", profile.culture)
        .endObject();
}

}  // namespace

std::string recordValueOf(const PartnerProfiles& profiles) {
    std::string text;
    JsonWriter json(text);
    json.beginObject();
    write(json.name("BillingProfile"), profiles.billing);
    write(json.name("LegalBusinessProfile"), profiles.legal_business);
    write(json.name("OrganizationProfile"), profiles.organization);
    json.name("SupportProfile")
        .beginObject()
        .memberIfAny("Email", profiles.support.email)
        .memberIfAny("Telephone", profiles.support.telephone)
        .memberIfAny("Website", profiles.support.website)
        .endObject();
    json.endObject();
    return text;
}

}  // namespace concordat::partners
