#include <array>

#include "core/api/handlers/customer_json.hpp"
#include "core/base/log.hpp"

namespace concordat::api {
namespace {

using IdText = std::array<char, Uuid::kTextSize>;

std::string_view textOf(const CustomerId& id, IdText& text) {
    id.value.writeTo(text.data());
    return {text.data(), text.size()};
}

/// Writes the member `links` with a link to the customer's resource at `suffix`.
void writeSelfLink(JsonWriter& json, std::string& out, const CustomerId& customer,
                   std::string_view suffix) {
    IdText id{};
    json.name("links").raw(R"({"self":{"uri":"/customers/)");
    out.append(textOf(customer, id)).append(suffix).append(R"(","method":"GET"}})");
}

void writeAttributes(JsonWriter& json, std::string_view type, std::uint64_t version) {
    json.name("attributes").beginObject();
    if (version != 0) json.member("etag", std::string_view(etagOf(version)));
    json.member("objectType", type).endObject();
}

}  // namespace

std::string etagOf(std::uint64_t version) {
    return '"' + std::to_string(version) + '"';
}

std::string_view wordOf(accounts::Relationship relationship) noexcept {
    switch (relationship) {
        case accounts::Relationship::None:
            return "none";
        case accounts::Relationship::Reseller:
            return "reseller";
        case accounts::Relationship::Advisor:
            return "advisor";
        case accounts::Relationship::Syndication:
            return "syndication";
        case accounts::Relationship::MicrosoftSupport:
            return "microsoft_support";
    }
    return "none";
}

void writeAddress(JsonWriter& json, const accounts::Address& address) {
    json.beginObject();
    json.memberIfAny("country", address.country).memberIfAny("region", address.region);
    json.memberIfAny("city", address.city).memberIfAny("state", address.state);
    json.memberIfAny("addressLine1", address.address_line1);
    json.memberIfAny("addressLine2", address.address_line2);
    json.memberIfAny("postalCode", address.postal_code);
    json.memberIfAny("firstName", address.first_name);
    json.memberIfAny("middleName", address.middle_name);
    json.memberIfAny("lastName", address.last_name);
    json.memberIfAny("phoneNumber", address.phone_number);
    json.endObject();
}

void writeCompanyProfile(JsonWriter& json, std::string& out, const accounts::Customer& customer) {
    json.beginObject();
    json.member("tenantId", customer.id.value).member("domain", std::string_view(customer.domain));
    json.memberIfAny("companyName", customer.company_name);
    json.memberIfAny("organizationRegistrationNumber", customer.registration_number);
    json.memberIfAny("publicBody", customer.public_body);
    writeSelfLink(json, out, customer.id, "/profiles/company");
    writeAttributes(json, "CustomerCompanyProfile", 0);
    json.endObject();
}

void writeBillingProfile(JsonWriter& json, std::string& out, const accounts::Customer& customer) {
    const auto& profile = customer.billing;
    json.beginObject().member("id", customer.id.value);
    json.memberIfAny("firstName", profile.first_name).memberIfAny("lastName", profile.last_name);
    json.memberIfAny("email", profile.email).memberIfAny("culture", profile.culture);
    json.memberIfAny("language", profile.language);
    json.memberIfAny("companyName", profile.company_name);
    json.name("defaultAddress");
    writeAddress(json, profile.default_address);
    writeSelfLink(json, out, customer.id, "/profiles/billing");
    writeAttributes(json, "CustomerBillingProfile", customer.version);
    json.endObject();
}

void writeCustomer(std::string& out, const accounts::Customer& customer,
                   const Credentials* credentials) {
    JsonWriter json(out);
    IdText id{};
    json.beginObject().member("id", customer.id.value);
    json.member("commerceId", customer.commerce_id).name("companyProfile");
    writeCompanyProfile(json, out, customer);
    json.name("billingProfile");
    writeBillingProfile(json, out, customer);
    json.member("relationshipToPartner", wordOf(customer.relationship));
    json.member("allowDelegatedAccess", customer.allow_delegated_access);
    // Without it they are nobody's business but the customer's.
    if (customer.allow_delegated_access && !customer.verified_domains.empty()) {
        json.name("customDomains").beginArray();
        for (const auto& domain : customer.verified_domains) json.value(domain);
        json.endArray();
    }
    if (credentials != nullptr) {
        json.name("userCredentials").beginObject().member("userName", credentials->user_name);
        json.member("password", credentials->password).endObject();
    }
    json.name("links").raw(R"({"self":{"uri":"/customers/)");
    out.append(textOf(customer.id, id))
        .append(R"(","method":"GET"},"profiles":{"uri":"/customers/)");
    out.append(textOf(customer.id, id)).append(R"(/profiles","method":"GET"}})");
    writeAttributes(json, "Customer", customer.version);
    json.endObject();
}

void writeListItem(std::string& out, const accounts::CustomerListItem& item) {
    IdText text{};
    const auto id = textOf(item.id, text);
    out.append(R"({"id":")").append(id);
    out.append(R"(","companyProfile":{"tenantId":")").append(id);
    out.append(R"(","domain":)");
    appendJsonString(out, item.domain);
    out.append(R"(,"companyName":)");
    appendJsonString(out, item.company_name);
    out.append(R"(,"links":{"self":{"uri":"/customers/)").append(id);
    out.append(R"(/profiles/company","method":"GET"}},"attributes":)"
               R"({"objectType":"CustomerCompanyProfile"}},"relationshipToPartner":")");
    out.append(wordOf(item.relationship));
    out.append(R"(","links":{"self":{"uri":"/customers/)").append(id);
    out.append(R"(","method":"GET"}},"attributes":{"objectType":"Customer"}})");
}

}  // namespace concordat::api
