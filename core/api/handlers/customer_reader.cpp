#include <algorithm>

#include "core/api/handlers/customer_json.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/text.hpp"

namespace concordat::api {
namespace {

// Where the partner API names no length, one that no real value exceeds.
constexpr Length kCountry{2, 2};
constexpr Length kRegion{0, 100};
constexpr Length kCity{0, 100};
constexpr Length kState{0, 100};
constexpr Length kLine1{1, 200};
constexpr Length kLine2{0, 200};
constexpr Length kPostalCode{0, 20};
constexpr Length kPersonName{1, 50};
constexpr Length kPhoneNumber{0, 50};
constexpr Length kEmail{3, 254};
constexpr Length kCulture{2, 20};
constexpr Length kLanguage{2, 2};
constexpr Length kCompanyName{1, 200};
constexpr Length kDomain{3, 253};
constexpr Length kRegistrationNumber{0, 50};
constexpr Length kPublicBody{0, 64};
constexpr Length kEvidence{0, 512};
constexpr std::size_t kMostLabel = 63;

[[noreturn]] void refuse(const JsonObject& object, std::string_view name) {
    throw Error(ErrorKind::InvalidRequest, codes::kBadProperty, {object.pathOf(name)});
}

bool isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool isLabel(std::string_view label) {
    return !label.empty() && label.size() <= kMostLabel && label.front() != '-' &&
           label.back() != '-' && std::all_of(label.begin(), label.end(), [](char c) {
               return isLetterOrDigit(c) || c == '-';
           });
}

/// Whether `domain` is a host name of two labels or more.
bool isDomain(std::string_view domain) {
    std::size_t labels = 0;
    while (true) {
        const auto dot = domain.find('.');
        if (!isLabel(domain.substr(0, dot))) return false;
        ++labels;
        if (dot == std::string_view::npos) return labels >= 2;
        domain.remove_prefix(dot + 1);
    }
}

// More than this is only known to who delivers the mail.
bool isEmail(std::string_view email) {
    const auto at = email.find('@');
    return at != std::string_view::npos && at > 0 && at + 1 < email.size() &&
           email.find('@', at + 1) == std::string_view::npos &&
           email.find(' ') == std::string_view::npos;
}

std::string readCountry(const JsonObject& object) {
    auto country = object.requireText("country", kCountry);
    for (char& c : country) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        if (c < 'A' || c > 'Z') refuse(object, "country");
    }
    return country;
}

}  // namespace

std::string readDomain(const JsonObject& object, std::string_view name) {
    auto domain = toLowerAscii(object.requireText(name, kDomain));
    if (!isDomain(domain)) refuse(object, name);
    return domain;
}

std::string checkedEmail(const JsonObject& object, std::string_view name, std::string email) {
    if (!email.empty() && !isEmail(email)) refuse(object, name);
    return email;
}

accounts::Address readAddress(const JsonObject& object, AddressForm form) {
    const bool person = form == AddressForm::WithPerson;
    accounts::Address address;
    address.country = readCountry(object);
    address.region = object.text("region", kRegion);
    address.city = object.text("city", kCity);
    address.state = object.text("state", kState);
    address.address_line1 = object.requireText("addressLine1", kLine1);
    address.address_line2 = object.text("addressLine2", kLine2);
    address.postal_code = object.text("postalCode", kPostalCode);
    address.first_name = person ? object.requireText("firstName", kPersonName)
                                : object.text("firstName", kPersonName);
    address.middle_name = object.text("middleName", kPersonName);
    address.last_name =
        person ? object.requireText("lastName", kPersonName) : object.text("lastName", kPersonName);
    address.phone_number = object.text("phoneNumber", kPhoneNumber);
    return address;
}

accounts::BillingProfile readBillingProfile(const JsonObject& object) {
    accounts::BillingProfile profile;
    profile.first_name = object.text("firstName", kPersonName);
    profile.last_name = object.text("lastName", kPersonName);
    profile.email = checkedEmail(object, "email", object.requireText("email", kEmail));
    profile.culture = object.requireText("culture", kCulture);
    profile.language = object.requireText("language", kLanguage);
    profile.company_name = object.requireText("companyName", kCompanyName);
    profile.default_address =
        readAddress(object.requireObject("defaultAddress"), AddressForm::WithPerson);
    return profile;
}

accounts::CustomerDraft readCustomerDraft(const JsonObject& object) {
    const auto company = object.requireObject("companyProfile");
    accounts::CustomerDraft draft;
    draft.domain = readDomain(company, "domain");
    draft.registration_number = company.text("organizationRegistrationNumber", kRegistrationNumber);
    draft.public_body = company.text("publicBody", kPublicBody);
    draft.public_body_evidence = company.text("publicBodyEvidence", kEvidence);
    draft.company_name = company.text("companyName", kCompanyName);
    draft.billing = readBillingProfile(object.requireObject("billingProfile"));
    if (draft.company_name.empty()) draft.company_name = draft.billing.company_name;
    return draft;
}

}  // namespace concordat::api
