#include "plugins/conformance/question_members.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

#include "core/base/time.hpp"

namespace concordat::conformance {

namespace {

constexpr std::array kMembers{
    Member{"partner.id", [](Situation& it) -> std::string_view& { return it.partner.id; }},
    Member{"partner.country",
           [](Situation& it) -> std::string_view& { return it.partner.country; }},
    Member{"partner.contact",
           [](Situation& it) -> std::string_view& { return it.partner.contact_email; }},
    Member{"companyProfile.domain",
           [](Situation& it) -> std::string_view& { return it.draft.domain; }},
    Member{"companyProfile.companyName",
           [](Situation& it) -> std::string_view& { return it.draft.company_name; }},
    Member{"companyProfile.organizationRegistrationNumber",
           [](Situation& it) -> std::string_view& { return it.draft.registration_number; }},
    Member{"companyProfile.publicBody",
           [](Situation& it) -> std::string_view& { return it.draft.public_body; }},
    Member{"billingProfile.firstName",
           [](Situation& it) -> std::string_view& { return it.draft.billing.first_name; }},
    Member{"billingProfile.lastName",
           [](Situation& it) -> std::string_view& { return it.draft.billing.last_name; }},
    Member{"billingProfile.email",
           [](Situation& it) -> std::string_view& { return it.draft.billing.email; }},
    Member{"billingProfile.culture",
           [](Situation& it) -> std::string_view& { return it.draft.billing.culture; }},
    Member{"billingProfile.language",
           [](Situation& it) -> std::string_view& { return it.draft.billing.language; }},
    Member{"billingProfile.companyName",
           [](Situation& it) -> std::string_view& { return it.draft.billing.company_name; }},
    Member{"billingProfile.defaultAddress.country",
           [](Situation& it) -> std::string_view& {
               return it.draft.billing.default_address.country;
           }},
    Member{
        "billingProfile.defaultAddress.region",
        [](Situation& it) -> std::string_view& { return it.draft.billing.default_address.region; }},
    Member{
        "billingProfile.defaultAddress.city",
        [](Situation& it) -> std::string_view& { return it.draft.billing.default_address.city; }},
    Member{
        "billingProfile.defaultAddress.state",
        [](Situation& it) -> std::string_view& { return it.draft.billing.default_address.state; }},
    Member{"billingProfile.defaultAddress.addressLine1",
           [](Situation& it) -> std::string_view& {
               return it.draft.billing.default_address.address_line1;
           }},
    Member{"billingProfile.defaultAddress.addressLine2",
           [](Situation& it) -> std::string_view& {
               return it.draft.billing.default_address.address_line2;
           }},
    Member{"billingProfile.defaultAddress.postalCode",
           [](Situation& it) -> std::string_view& {
               return it.draft.billing.default_address.postal_code;
           }},
    Member{"billingProfile.defaultAddress.firstName",
           [](Situation& it) -> std::string_view& {
               return it.draft.billing.default_address.first_name;
           }},
    Member{"billingProfile.defaultAddress.lastName",
           [](Situation& it) -> std::string_view& {
               return it.draft.billing.default_address.last_name;
           }},
    Member{"billingProfile.defaultAddress.phoneNumber",
           [](Situation& it) -> std::string_view& {
               return it.draft.billing.default_address.phone_number;
           }},
    Member{"account.customerId",
           [](Situation& it) -> std::string_view& { return it.account.customer_id; }},
    Member{"account.country",
           [](Situation& it) -> std::string_view& { return it.account.country; }},
    Member{"account.organizationRegistrationNumber",
           [](Situation& it) -> std::string_view& { return it.account.registration_number; }},
    Member{"account.publicBody",
           [](Situation& it) -> std::string_view& { return it.account.public_body; }},
    Member{"sink.kind", [](Situation& it) -> std::string_view& { return it.sink.kind; }},
    Member{"sink.backend", [](Situation& it) -> std::string_view& { return it.sink.backend; }},
    Member{"sink.location", [](Situation& it) -> std::string_view& { return it.sink.location; }},
};

bool flagOf(std::string_view value) {
    if (value != "true" && value != "false")
        throw std::runtime_error("'" + std::string(value) + "' is neither true nor false");
    return value == "true";
}

rules::PartnerKind kindOf(std::string_view value) {
    if (value == "direct-reseller") return rules::PartnerKind::DirectReseller;
    if (value == "indirect-provider") return rules::PartnerKind::IndirectProvider;
    if (value == "indirect-reseller") return rules::PartnerKind::IndirectReseller;
    throw std::runtime_error("there is no kind of partner '" + std::string(value) + "'");
}

rules::Eligibility eligibilityOf(std::string_view value) {
    if (value == "not-asked") return rules::Eligibility::NotAsked;
    if (value == "in-review") return rules::Eligibility::InReview;
    if (value == "approved") return rules::Eligibility::Approved;
    if (value == "denied") return rules::Eligibility::Denied;
    throw std::runtime_error("there is no eligibility '" + std::string(value) + "'");
}

rules::Instant instantOf(std::string_view value) {
    if (const auto instant = parseInstant(value)) return *instant;
    throw std::runtime_error("'" + std::string(value) +
                             "' is no time; write it as 2018-10-01T00:00:00Z");
}

std::string allNames() {
    std::string names =
        "partner.kind, partner.sandbox, account.eligibility, account.eligibilityDecided, "
        "sink.encryptedTransport, now";
    for (const auto& member : kMembers) names.append(", ").append(member.name);
    return names;
}

}  // namespace

std::span<const Member> members() {
    return kMembers;
}

void setMember(Situation& about, std::string_view name, std::string_view value) {
    if (name == "partner.kind") {
        about.partner.kind = kindOf(value);
    } else if (name == "partner.sandbox") {
        about.partner.sandbox = flagOf(value);
    } else if (name == "account.eligibility") {
        about.account.eligibility = eligibilityOf(value);
    } else if (name == "account.eligibilityDecided") {
        about.account.eligibility_decided = instantOf(value);
    } else if (name == "sink.encryptedTransport") {
        about.sink.encrypted_transport = flagOf(value);
    } else if (name == "now") {
        about.now = instantOf(value);
    } else {
        const auto member = std::find_if(kMembers.begin(), kMembers.end(),
                                         [&](const auto& one) { return one.name == name; });
        if (member == kMembers.end())
            throw std::runtime_error("there is no member '" + std::string(name) + "'; there are " +
                                     allNames());
        member->of(about) = value;
    }
}

}  // namespace concordat::conformance
