#include "tests/store/samples.hpp"

#include <atomic>

namespace concordat::store::samples {

Uuid id(char kind, unsigned number) {
    Uuid made;
    made.bytes[0] = static_cast<std::uint8_t>(kind);
    made.bytes[6] = 0x70;
    for (unsigned i = 0; i < sizeof number; ++i)
        made.bytes[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
    return made;
}

partners::Partner partner(unsigned number) {
    partners::Partner made;
    made.id = partnerId(number);
    made.name = "Partner " + std::to_string(number);
    made.country = "DE";
    made.mpn_id = "MPN-" + std::to_string(number);
    made.applications = {{id('a', number)}, {id('b', number)}};
    return made;
}

namespace {

accounts::Address address() {
    accounts::Address made;
    made.country = "DE";
    made.city = "München";
    made.address_line1 = std::string(kPersonal) + "straße 1";
    made.postal_code = "80331";
    made.first_name = "Ana";
    made.last_name = kPersonal;
    made.phone_number = "+49 89 1234";
    return made;
}

changes::ChangeSet setFor(const PartnerId& partner, const CustomerId& customer,
                          changes::Change change, audit::OperationType operation) {
    static std::atomic<unsigned> entries = 1'000;
    changes::ChangeSet set;
    set.partner = partner;
    set.changes.push_back(std::move(change));
    set.entry = entry(partner, &customer, entries++);
    set.entry.operation = operation;
    return set;
}

}  // namespace

partners::PartnerProfiles profiles() {
    partners::PartnerProfiles made;
    made.billing.company_name = "Adatum";
    made.billing.address = address();
    made.billing.primary_contact = {"Ana", kPersonal, "ana@adatum.example", "+49 1"};
    made.billing.billing_currency = "EUR";
    made.billing.billing_day = 7;
    made.legal_business.company_approver_email = std::string(kPersonal) + "@adatum.example";
    made.legal_business.vetting_status = partners::VettingStatus::Pending;
    made.organization.default_address = address();
    made.organization.language = "de";
    made.support.telephone = "+49 2";
    return made;
}

accounts::BillingProfile billing(const std::string& company_name) {
    accounts::BillingProfile made;
    made.first_name = "Ana";
    made.last_name = kPersonal;
    made.email = std::string(kPersonal) + "@contoso.example";
    made.culture = "de-DE";
    made.language = "de";
    made.company_name = company_name;
    made.default_address = address();
    return made;
}

accounts::Customer customer(unsigned number, const std::string& company_name) {
    accounts::Customer made;
    made.id = customerId(number);
    made.commerce_id = id('m', number);
    made.domain.append("d").append(std::to_string(number)).append(".onmicrosoft.com");
    made.company_name = company_name;
    made.registration_number = "HRB 1";
    made.billing = billing(company_name);
    made.created = kNow;
    return made;
}

changes::ChangeSet addCustomer(const PartnerId& partner, const accounts::Customer& customer) {
    accounts::Administrator administrator{{id('u', customer.id.value.bytes[15])},
                                          "admin",
                                          std::string(16, 's'),
                                          std::string(32, 'h')};
    return setFor(partner, customer.id, changes::AddCustomer{customer, administrator},
                  audit::OperationType::AddCustomer);
}

changes::ChangeSet addCustomer(const PartnerId& partner, unsigned number,
                               const std::string& company_name) {
    return addCustomer(partner, customer(number, company_name));
}

changes::ChangeSet replaceBilling(const PartnerId& partner, unsigned number, std::uint64_t version,
                                  const accounts::BillingProfile& profile) {
    auto set = setFor(partner, customerId(number),
                      changes::ReplaceBillingProfile{customerId(number), version, profile},
                      audit::OperationType::UpdateCustomerBillingProfile);
    set.changes.emplace_back(changes::RenameCustomer{customerId(number), profile.company_name});
    return set;
}

changes::ChangeSet removeRelationship(const PartnerId& partner, unsigned number) {
    return setFor(partner, customerId(number), changes::RemoveRelationship{customerId(number)},
                  audit::OperationType::RemovePartnerCustomerRelationship);
}

changes::ChangeSet deleteCustomer(const PartnerId& partner, unsigned number) {
    return setFor(partner, customerId(number), changes::DeleteCustomer{customerId(number)},
                  audit::OperationType::DeleteCustomer);
}

audit::Entry entry(const PartnerId& partner, const CustomerId* customer, unsigned number,
                   Instant at) {
    audit::Entry made;
    made.id = id('e', number);
    made.partner = partner;
    if (customer != nullptr) made.customer = *customer;
    made.customer_name = "Contoso";
    made.at = at;
    made.application = {id('a', 1)};
    made.correlation = {id('x', number)};
    made.user_name = std::string(kPersonal) + "@partner.example";
    made.old_value = R"({"LastName":"Old)" + std::string(kPersonal) + R"("})";
    made.new_value = R"({"LastName":")" + std::string(kPersonal) + R"("})";
    made.customized_data = {{"CustomerId", "1"}, {"Domain", "contoso.onmicrosoft.com"}};
    return made;
}

changes::IdempotencyEntry once(unsigned request, const std::string& body) {
    return {{id('r', request)},
            std::string(32, 'f'),
            {201, "Location: /v1\r\n", std::string(kPersonal) + body},
            kNow + std::chrono::hours(24)};
}

}  // namespace concordat::store::samples
