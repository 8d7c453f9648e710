#include "core/store/sealed_values.hpp"

#include "core/store/codec.hpp"

namespace concordat::store {
namespace {

constexpr std::uint8_t kFirst = 1;
/// Of users: the first form is the administrator's, made with its customer.
constexpr std::uint8_t kWholeUser = 2;

// Each pair of functions below names the members in one order: that order is the form.

void write(Encoder& out, const accounts::Address& address) {
    out.text(address.country)
        .text(address.region)
        .text(address.city)
        .text(address.state)
        .text(address.address_line1)
        .text(address.address_line2)
        .text(address.postal_code)
        .text(address.first_name)
        .text(address.middle_name)
        .text(address.last_name)
        .text(address.phone_number);
}

accounts::Address readAddress(Decoder& in) {
    accounts::Address address;
    address.country = in.text();
    address.region = in.text();
    address.city = in.text();
    address.state = in.text();
    address.address_line1 = in.text();
    address.address_line2 = in.text();
    address.postal_code = in.text();
    address.first_name = in.text();
    address.middle_name = in.text();
    address.last_name = in.text();
    address.phone_number = in.text();
    return address;
}

void write(Encoder& out, const partners::Contact& contact) {
    out.text(contact.first_name)
        .text(contact.last_name)
        .text(contact.email)
        .text(contact.phone_number);
}

partners::Contact readContact(Decoder& in) {
    partners::Contact contact;
    contact.first_name = in.text();
    contact.last_name = in.text();
    contact.email = in.text();
    contact.phone_number = in.text();
    return contact;
}

void write(Encoder& out, const partners::BillingProfile& profile) {
    out.text(profile.company_name);
    write(out, profile.address);
    write(out, profile.primary_contact);
    out.text(profile.purchase_order_number)
        .text(profile.tax_id)
        .text(profile.billing_currency)
        .number(profile.billing_day);
}

partners::BillingProfile readPartnerBilling(Decoder& in) {
    partners::BillingProfile profile;
    profile.company_name = in.text();
    profile.address = readAddress(in);
    profile.primary_contact = readContact(in);
    profile.purchase_order_number = in.text();
    profile.tax_id = in.text();
    profile.billing_currency = in.text();
    profile.billing_day = static_cast<std::uint32_t>(in.number());
    return profile;
}

void write(Encoder& out, const partners::LegalBusinessProfile& profile) {
    out.text(profile.company_name);
    write(out, profile.address);
    write(out, profile.primary_contact);
    write(out, profile.company_approver_address);
    out.text(profile.company_approver_email)
        .number(static_cast<std::uint64_t>(profile.vetting_status));
}

partners::LegalBusinessProfile readLegal(Decoder& in) {
    partners::LegalBusinessProfile profile;
    profile.company_name = in.text();
    profile.address = readAddress(in);
    profile.primary_contact = readContact(in);
    profile.company_approver_address = readAddress(in);
    profile.company_approver_email = in.text();
    profile.vetting_status = static_cast<partners::VettingStatus>(in.number());
    return profile;
}

void write(Encoder& out, const partners::OrganizationProfile& profile) {
    out.text(profile.company_name);
    write(out, profile.default_address);
    out.text(profile.domain).text(profile.email).text(profile.language).text(profile.culture);
}

partners::OrganizationProfile readOrganization(Decoder& in) {
    partners::OrganizationProfile profile;
    profile.company_name = in.text();
    profile.default_address = readAddress(in);
    profile.domain = in.text();
    profile.email = in.text();
    profile.language = in.text();
    profile.culture = in.text();
    return profile;
}

}  // namespace

std::string encode(const accounts::BillingProfile& profile) {
    Encoder out(kFirst);
    out.text(profile.first_name)
        .text(profile.last_name)
        .text(profile.email)
        .text(profile.culture)
        .text(profile.language);
    write(out, profile.default_address);
    return out.take();
}

accounts::BillingProfile decodeBillingProfile(std::string_view data) {
    Decoder in(data, kFirst);
    accounts::BillingProfile profile;
    profile.first_name = in.text();
    profile.last_name = in.text();
    profile.email = in.text();
    profile.culture = in.text();
    profile.language = in.text();
    profile.default_address = readAddress(in);
    return profile;
}

std::string encode(const accounts::Administrator& administrator) {
    return Encoder(kFirst)
        .text(administrator.user_name)
        .text(administrator.password_salt)
        .text(administrator.password_hash)
        .take();
}

std::string encode(const accounts::User& user) {
    const auto& details = user.details;
    return Encoder(kWholeUser)
        .text(details.principal_name)
        .text(user.password.salt)
        .text(user.password.hash)
        .number(user.password.must_change ? 1 : 0)
        .text(details.display_name)
        .text(details.first_name)
        .text(details.last_name)
        .text(details.usage_location)
        .text(details.immutable_id)
        .text(details.phone_number)
        .take();
}

accounts::User decodeUser(std::string_view data, std::string_view domain) {
    Decoder in(data, kWholeUser);
    accounts::User user;
    auto& details = user.details;
    details.principal_name = in.text();
    user.password.salt = in.text();
    user.password.hash = in.text();
    if (in.version() < kWholeUser) {
        details.display_name = details.principal_name;
        details.principal_name.append("@").append(domain);
        return user;
    }
    user.password.must_change = in.number() != 0;
    details.display_name = in.text();
    details.first_name = in.text();
    details.last_name = in.text();
    details.usage_location = in.text();
    details.immutable_id = in.text();
    details.phone_number = in.text();
    return user;
}

std::string encode(const accounts::Agreement& agreement) {
    const auto& contact = agreement.contact;
    return Encoder(kFirst)
        .text(contact.first_name)
        .text(contact.last_name)
        .text(contact.email)
        .text(contact.phone_number)
        .text(agreement.user ? agreement.user->value.toString() : "")
        .take();
}

accounts::Agreement decodeAgreement(std::string_view data) {
    Decoder in(data, kFirst);
    accounts::Agreement agreement;
    auto& contact = agreement.contact;
    contact.first_name = in.text();
    contact.last_name = in.text();
    contact.email = in.text();
    contact.phone_number = in.text();
    if (const auto user = Uuid::parse(in.text())) agreement.user = UserId{*user};
    return agreement;
}

std::string encode(const partners::PartnerProfiles& profiles) {
    Encoder out(kFirst);
    write(out, profiles.billing);
    write(out, profiles.legal_business);
    write(out, profiles.organization);
    out.text(profiles.support.email)
        .text(profiles.support.telephone)
        .text(profiles.support.website);
    return out.take();
}

partners::PartnerProfiles decodePartnerProfiles(std::string_view data) {
    Decoder in(data, kFirst);
    partners::PartnerProfiles profiles;
    profiles.billing = readPartnerBilling(in);
    profiles.legal_business = readLegal(in);
    profiles.organization = readOrganization(in);
    profiles.support.email = in.text();
    profiles.support.telephone = in.text();
    profiles.support.website = in.text();
    return profiles;
}

std::string encode(const changes::StoredReply& reply) {
    return Encoder(kFirst)
        .number(static_cast<std::uint64_t>(reply.status))
        .text(reply.headers)
        .text(reply.body)
        .take();
}

changes::StoredReply decodeStoredReply(std::string_view data) {
    Decoder in(data, kFirst);
    changes::StoredReply reply;
    reply.status = static_cast<int>(in.number());
    reply.headers = in.text();
    reply.body = in.text();
    return reply;
}

std::string encode(const events::Registration& registration) {
    Encoder out(kFirst);
    out.text(registration.url)
        .number(registration.signature_in_own_header ? 1 : 0)
        .number(registration.events.size());
    for (const auto& name : registration.events) out.text(name);
    return out.take();
}

events::Registration decodeRegistration(std::string_view data) {
    Decoder in(data, kFirst);
    events::Registration registration;
    registration.url = in.text();
    registration.signature_in_own_header = in.number() == 1;
    for (auto left = in.number(); left > 0; --left) registration.events.push_back(in.text());
    return registration;
}

std::string encodeTexts(const audit::Entry& entry) {
    return Encoder(kFirst).text(entry.user_name).text(entry.old_value).text(entry.new_value).take();
}

EntryTexts decodeTexts(std::string_view data) {
    Decoder in(data, kFirst);
    EntryTexts texts;
    texts.user_name = in.text();
    texts.old_value = in.text();
    texts.new_value = in.text();
    return texts;
}

std::string encodeTexts(const accounts::Qualification& qualification) {
    return Encoder(kFirst).text(qualification.evidence).text(qualification.reason).take();
}

void decodeTexts(std::string_view data, accounts::Qualification& qualification) {
    Decoder in(data, kFirst);
    qualification.evidence = in.text();
    qualification.reason = in.text();
}

Uuid idOf(const CustomerId& customer, accounts::QualificationKind kind) {
    auto id = customer.value;
    id.bytes.back() ^= static_cast<std::uint8_t>(kind);
    return id;
}

std::string encodeCustomized(const std::vector<std::pair<std::string, std::string>>& data) {
    Encoder out(kFirst);
    out.number(data.size());
    for (const auto& [name, value] : data) out.text(name).text(value);
    return out.take();
}

std::vector<std::pair<std::string, std::string>> decodeCustomized(std::string_view data) {
    Decoder in(data, kFirst);
    std::vector<std::pair<std::string, std::string>> customized;
    for (auto left = in.number(); left > 0; --left) {
        auto name = in.text();
        customized.emplace_back(std::move(name), in.text());
    }
    return customized;
}

}  // namespace concordat::store
