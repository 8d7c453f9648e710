#include "core/api/handlers/country_json.hpp"

#include "core/base/json_writer.hpp"

namespace concordat::api {
namespace {

void writeArray(JsonWriter& json, const std::vector<std::string>& values) {
    json.beginArray();
    for (const auto& value : values) json.value(std::string_view(value));
    json.endArray();
}

// The same values under two names: as its SDK reads them, and as its samples show them.
void writeList(JsonWriter& json, std::string_view plain, std::string_view wrapped,
               const std::vector<std::string>& values) {
    json.name(plain);
    writeArray(json, values);
    json.name(wrapped).beginObject().name("value");
    writeArray(json, values);
    json.endObject();
}

// The telephone number is demanded exactly where the registration number is.
void writeRegistrationNumber(JsonWriter& json, const rules::CountryFacts& country) {
    json.member("isRegistrationNumberSupported", country.registration_number_supported);
    json.member("customerOrganizationRegistrationNumberRequired",
                country.registration_number_required);
    json.memberIfAny("customerOrganizationRegistrationNumberRegex",
                     country.registration_number_regex);
    json.memberIfAny("customerOrganizationRegistrationNumberSample",
                     country.registration_number_sample);
    json.member("customerOrganizationPhoneNumberRequired", country.registration_number_required);
}

}  // namespace

void writeCountry(std::string& out, const rules::CountryFacts& country) {
    JsonWriter json(out);
    json.beginObject();
    json.member("iso2Code", std::string_view(country.iso2));
    json.memberIfAny("iso3Code", country.iso3)
        .memberIfAny("defaultCulture", country.default_culture);
    json.member("isStateRequired", country.state_required);
    writeList(json, "supportedStatesList", "states", country.states);
    writeList(json, "supportedLanguagesList", "supportedLanguages", country.languages);
    writeList(json, "supportedCulturesList", "supportedCultures", country.cultures);
    json.member("isPostalCodeRequired", country.postal_code_required);
    json.memberIfAny("postalCodeRegex", country.postal_code_regex);
    json.member("isCityRequired", country.city_required);
    json.member("isVatIdSupported", country.vat_id_supported);
    json.memberIfAny("vatIdRegex", country.vat_id_regex);
    json.memberIfAny("taxIdFormat", country.tax_id_format);
    json.memberIfAny("taxIdSample", country.tax_id_sample);
    json.member("isTaxIdSupported", country.tax_id_supported);
    json.member("isTaxIdOptional", country.tax_id_optional);
    json.memberIfAny("phoneNumberRegex", country.phone_number_regex);
    writeRegistrationNumber(json, country);
    writeList(json, "countryCallingCodesList", "countryCallingCodes", country.calling_codes);
    json.memberIfAny("resellerAgreementRegion", country.reseller_agreement_region);
    json.memberIfAny("geographicRegion", country.geographic_region);
    json.name("attributes").beginObject().member("objectType", "CountryInformation").endObject();
    json.endObject();
}

}  // namespace concordat::api
