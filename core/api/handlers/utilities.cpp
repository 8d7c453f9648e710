#include <array>

#include "core/accounts/rule_views.hpp"
#include "core/api/handler_table.hpp"
#include "core/api/handlers/country_json.hpp"
#include "core/api/handlers/customer_json.hpp"
#include "core/api/handlers/handlers.hpp"
#include "core/api/partner_api.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/text.hpp"

namespace concordat::api {
namespace {

/// As the partner API writes them, in PascalCase, unlike its other enumerations.
std::string_view wordOf(rules::AddressStatus status) {
    switch (status) {
        case rules::AddressStatus::VerifiedShippable:
            return "VerifiedShippable";
        case rules::AddressStatus::Verified:
            return "Verified";
        case rules::AddressStatus::InteractionRequired:
            return "InteractionRequired";
        case rules::AddressStatus::NotValidated:
            return "NotValidated";
    }
    return "None";
}

/// Without a person, which no suggestion has.
accounts::Address addressOf(const rules::SuggestedAddress& suggested) {
    accounts::Address address;
    address.country = suggested.country;
    address.city = suggested.city;
    address.state = suggested.state;
    address.address_line1 = suggested.address_line1;
    address.address_line2 = suggested.address_line2;
    address.postal_code = suggested.postal_code;
    return address;
}

/// In the order of Language.
constexpr std::array<std::string_view, kLanguages> kPostalCodeNotChecked{
    "Postal codes of this country are not checked.",
    "Os códigos postais deste país não são verificados.",
    "Postleitzahlen dieses Landes werden nicht geprüft."};

/// What partners read of the rule that an address breaks, or that its postal code was not checked;
/// empty when there is nothing to say.
std::string messageOf(const rules::CloudFacts& facts, const rules::AddressVerdict& verdict,
                      const ApiRequest& request) {
    if (verdict.status == rules::AddressStatus::Verified)
        return std::string(kPostalCodeNotChecked.at(static_cast<std::size_t>(request.language)));
    const auto& problem = verdict.problem;
    const auto* rule = problem.allowed() ? nullptr : facts.rule(problem.rule());
    if (rule == nullptr) return problem.rule();
    const auto* const text = textIn(rule->text, request.language, request.own_language);
    return text == nullptr ? rule->id : *text;
}

/// HEAD /v1/domains/{domain}: 200 when it is taken, 404 when it is free, without a body.
class CheckDomain final : public Handler {
public:
    explicit CheckDomain(accounts::CustomerService& customers) : customers_(customers) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        // Whether it is a domain of this cloud is not asked: what is not reserved is free.
        const auto domain = decode(request.arguments[0], Plus::IsPlus);
        reply.status = isStorable(domain) && customers_.isDomainTaken(domain) ? 200 : 404;
    }

private:
    accounts::CustomerService& customers_;
};

/// POST /v1/validations/address
class ValidateAddress final : public Handler {
public:
    explicit ValidateAddress(const rules::Cloud& cloud) : cloud_(cloud) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto address = readAddress(*request.body, AddressForm::Postal);
        const auto verdict = cloud_.validateAddress(accounts::viewOf(address));
        JsonWriter json(reply.body);
        json.beginObject().name("originalAddress");
        writeAddress(json, address);
        json.name("suggestedAddresses").beginArray();
        for (const auto& suggested : verdict.suggestions) writeAddress(json, addressOf(suggested));
        json.endArray().member("status", wordOf(verdict.status));
        json.memberIfAny("validationMessage", messageOf(cloud_.facts(), verdict, request));
        json.endObject();
    }

private:
    const rules::Cloud& cloud_;
};

/// GET /v1/countryvalidationrules/{country-code}
class GetCountryRules final : public Handler {
public:
    explicit GetCountryRules(const rules::Cloud& cloud) : cloud_(cloud) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto given = decode(request.arguments[0], Plus::IsPlus);
        for (const auto& country : cloud_.facts().countries)
            if (equalsIgnoringCase(country.iso2, given)) return writeCountry(reply.body, country);
        // The code is named only when it has the form of one.
        const bool is_code = given.size() == 2 && isUtf8(given);
        throw Error(ErrorKind::NotFound, codes::kUnknownCountry, {is_code ? given : "??"});
    }

private:
    const rules::Cloud& cloud_;
};

}  // namespace

void addUtilityHandlers(HandlerTable& table, const HandlerNeeds& needs) {
    const auto& cloud = needs.dependencies.cloud;
    table.add({"domain-availability-check"},
              std::make_unique<CheckDomain>(needs.dependencies.customers));
    table.add({"address-validate"}, std::make_unique<ValidateAddress>(cloud));
    table.add({"country-validation-rules-get"}, std::make_unique<GetCountryRules>(cloud));
}

}  // namespace concordat::api
