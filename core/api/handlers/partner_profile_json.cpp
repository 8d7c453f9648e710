#include "core/api/handlers/partner_profile_json.hpp"

#include "core/api/handlers/customer_json.hpp"

namespace concordat::api {
namespace {

/// As for customers; where the partner API names no length, one that no real value exceeds.
constexpr Length kCompanyName{1, 200};
constexpr Length kPersonName{1, 50};
constexpr Length kEmail{3, 254};
constexpr Length kPhoneNumber{0, 50};
constexpr Length kReference{0, 100};
constexpr Length kCulture{2, 20};
constexpr Length kLanguage{2, 20};
constexpr Length kWebsite{1, 500};

/// As the partner API writes them, in small letters.
std::string_view wordOf(partners::VettingStatus status) {
    switch (status) {
        case partners::VettingStatus::None:
            return "none";
        case partners::VettingStatus::Pending:
            return "pending";
        case partners::VettingStatus::Authorized:
            return "authorized";
        case partners::VettingStatus::Rejected:
            return "rejected";
    }
    return "none";
}

void writeContact(JsonWriter& json, const partners::Contact& contact) {
    json.beginObject();
    json.memberIfAny("firstName", contact.first_name).memberIfAny("lastName", contact.last_name);
    json.memberIfAny("email", contact.email).memberIfAny("phoneNumber", contact.phone_number);
    json.endObject();
}

/// All but the telephone number must be there: somebody has to be reachable.
partners::Contact readContact(const JsonObject& object) {
    partners::Contact contact;
    contact.first_name = object.requireText("firstName", kPersonName);
    contact.last_name = object.requireText("lastName", kPersonName);
    contact.email = checkedEmail(object, "email", object.requireText("email", kEmail));
    contact.phone_number = object.text("phoneNumber", kPhoneNumber);
    return contact;
}

/// Closes a profile with what all of them end with. `version` 0: no etag.
void endProfile(JsonWriter& json, std::string_view path, std::string_view profile_type,
                std::string_view object_type, std::uint64_t version) {
    json.member("profileType", profile_type);
    json.name("links").beginObject().name("self").beginObject();
    json.member("uri", path).member("method", "GET").endObject().endObject();
    json.name("attributes").beginObject();
    if (version != 0) json.member("etag", std::string_view(etagOf(version)));
    json.member("objectType", object_type).endObject().endObject();
}

}  // namespace

void writeProfile(std::string& out, const partners::BillingProfile& profile,
                  std::uint64_t version) {
    JsonWriter json(out);
    json.beginObject().memberIfAny("companyName", profile.company_name).name("address");
    writeAddress(json, profile.address);
    json.name("primaryContact");
    writeContact(json, profile.primary_contact);
    json.memberIfAny("purchaseOrderNumber", profile.purchase_order_number);
    json.memberIfAny("taxId", profile.tax_id).member("billingDay", profile.billing_day);
    json.memberIfAny("billingCurrency", profile.billing_currency);
    endProfile(json, "/profiles/billing", "billing_profile", "BillingProfile", version);
}

void writeProfile(std::string& out, const partners::LegalBusinessProfile& profile,
                  std::uint64_t version) {
    JsonWriter json(out);
    json.beginObject().memberIfAny("companyName", profile.company_name).name("address");
    writeAddress(json, profile.address);
    json.name("primaryContact");
    writeContact(json, profile.primary_contact);
    json.name("companyApproverAddress");
    writeAddress(json, profile.company_approver_address);
    json.memberIfAny("companyApproverEmail", profile.company_approver_email);
    json.member("vettingStatus", wordOf(profile.vetting_status));
    json.member("vettingSubStatus", "none");
    endProfile(json, "/profiles/legalbusiness", "legal_business_profile", "LegalBusinessProfile",
               version);
}

void writeProfile(std::string& out, const PartnerId& partner,
                  const partners::OrganizationProfile& profile, std::uint64_t version) {
    JsonWriter json(out);
    json.beginObject().member("id", partner.value);
    json.memberIfAny("companyName", profile.company_name).name("defaultAddress");
    writeAddress(json, profile.default_address);
    json.member("tenantId", partner.value).memberIfAny("domain", profile.domain);
    json.memberIfAny("email", profile.email).memberIfAny("language", profile.language);
    json.memberIfAny("culture", profile.culture);
    endProfile(json, "/profiles/organization", "organization_profile", "OrganizationProfile",
               version);
}

void writeProfile(std::string& out, const partners::SupportProfile& profile,
                  std::uint64_t version) {
    JsonWriter json(out);
    json.beginObject().memberIfAny("email", profile.email);
    json.memberIfAny("telephone", profile.telephone).memberIfAny("website", profile.website);
    endProfile(json, "/profiles/support", "support_profile", "PartnerSupportProfile", version);
}

void writeProfile(std::string& out, const partners::MpnProfile& profile) {
    JsonWriter json(out);
    json.beginObject().memberIfAny("partnerName", profile.partner_name);
    json.memberIfAny("mpnId", profile.mpn_id);
    endProfile(json, "/profiles/mpn", "mpn_profile", "MpnProfile", 0);
}

void readProfile(const JsonObject& object, partners::BillingProfile& profile) {
    profile.company_name = object.requireText("companyName", kCompanyName);
    profile.address = readAddress(object.requireObject("address"), AddressForm::Postal);
    profile.primary_contact = readContact(object.requireObject("primaryContact"));
    profile.purchase_order_number = object.text("purchaseOrderNumber", kReference);
    profile.tax_id = object.text("taxId", kReference);
}

void readProfile(const JsonObject& object, partners::LegalBusinessProfile& profile) {
    profile.company_name = object.requireText("companyName", kCompanyName);
    profile.address = readAddress(object.requireObject("address"), AddressForm::Postal);
    profile.primary_contact = readContact(object.requireObject("primaryContact"));
    profile.company_approver_address =
        readAddress(object.requireObject("companyApproverAddress"), AddressForm::Postal);
    profile.company_approver_email =
        checkedEmail(object, "companyApproverEmail", object.text("companyApproverEmail", kEmail));
}

void readProfile(const JsonObject& object, partners::OrganizationProfile& profile) {
    profile.company_name = object.requireText("companyName", kCompanyName);
    profile.default_address =
        readAddress(object.requireObject("defaultAddress"), AddressForm::Postal);
    profile.email = checkedEmail(object, "email", object.requireText("email", kEmail));
    profile.language = object.requireText("language", kLanguage);
    profile.culture = object.requireText("culture", kCulture);
}

void readProfile(const JsonObject& object, partners::SupportProfile& profile) {
    profile.email = checkedEmail(object, "email", object.requireText("email", kEmail));
    profile.telephone = object.requireText("telephone", kPhoneNumber);
    profile.website = object.requireText("website", kWebsite);
}

}  // namespace concordat::api
