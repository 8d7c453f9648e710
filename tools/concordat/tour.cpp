#include "tools/concordat/tour.hpp"

#include <ostream>

#include "core/base/json_writer.hpp"

namespace concordat::cli {
namespace {

// The body of a create: the first seeded customer with another domain, so that the cloud's rules
// are met.
std::string newCustomer(const accounts::CustomerDraft& model) {
    const auto& billing = model.billing;
    const auto& address = billing.default_address;
    const auto suffix = model.domain.substr(model.domain.find('.'));
    std::string json;
    JsonWriter out(json);
    out.beginObject().name("companyProfile").beginObject().member("domain", "tour" + suffix);
    out.memberIfAny("organizationRegistrationNumber", model.registration_number);
    out.memberIfAny("publicBody", model.public_body).endObject();
    out.name("billingProfile").beginObject();
    out.member("companyName", "Tour and Sons").member("email", billing.email);
    out.member("culture", billing.culture).member("language", billing.language);
    out.member("firstName", billing.first_name).member("lastName", billing.last_name);
    out.name("defaultAddress").beginObject();
    out.member("firstName", address.first_name).member("lastName", address.last_name);
    out.member("addressLine1", address.address_line1).member("city", address.city);
    out.memberIfAny("state", address.state).member("postalCode", address.postal_code);
    out.member("country", address.country).member("phoneNumber", address.phone_number);
    out.endObject().endObject().endObject();
    return json;
}

}  // namespace

void writeTour(std::ostream& out, const runtime::CloudSettings& cloud, const std::string& url,
               const runtime::Seed& seed) {
    const auto& partners = seed.partnersOf(cloud.id);
    // Without a token nobody can try anything, nor without a model for what is added.
    if (!cloud.identity.built_in || partners.empty() || partners.front().users.empty() ||
        partners.front().customers.empty())
        return;
    const auto& partner = partners.front();
    const auto& user = partner.users.front();
    const auto& model = partner.customers.front().draft;
    const auto suffix = model.domain.substr(model.domain.find('.'));
    out << "\nA tour of " << cloud.id << " to paste into another shell, as " << user.name << ":\n\n"
        << "  cloud=" << url << "\n"
        << "  token=$(curl -s $cloud/" << partner.partner.id.value.toString()
        << "/oauth2/token -d grant_type=password \\\n"
        << "    -d client_id=" << partner.application.value.toString()
        << " -d client_secret=" << partner.secret << " \\\n"
        << "    -d username=" << user.name << " -d password=" << seed.password << " \\\n"
        << "    -d resource=" << cloud.identity.audiences.front()
        << " | grep -o '\"access_token\":\"[^\"]*' | cut -d'\"' -f4)\n"
        << "  curl -sI $cloud/v1/domains/tour" << suffix
        << " -H \"Authorization: Bearer $token\"   # 404: free, 200: taken\n"
        << "  curl -s $cloud/v1/customers -H \"Authorization: Bearer $token\" "
           "-H 'Content-Type: application/json' \\\n"
        << "    -d '" << newCustomer(model) << "'\n"
        << "  curl -s \"$cloud/v1/customers?size=10\" -H \"Authorization: Bearer $token\"\n";
}

}  // namespace concordat::cli
