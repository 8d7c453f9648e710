#include "core/accounts/agreement.hpp"

#include <array>
#include <stdexcept>

namespace concordat::accounts {

std::span<const AgreementTemplate> agreementTemplates() {
    static const std::array<AgreementTemplate, 2> templates{{
        {AgreementType::MicrosoftCloudAgreement,
         Uuid::parse("998b88de-aa99-4388-a42c-1b3517d49490").value(), "MicrosoftCloudAgreement", 1},
        {AgreementType::MicrosoftCustomerAgreement,
         Uuid::parse("117a77b0-9360-443b-8795-c6dedc750cf9").value(), "MicrosoftCustomerAgreement",
         2},
    }};
    return templates;
}

std::optional<AgreementTemplate> agreementWithId(const Uuid& id) {
    for (const auto& known : agreementTemplates())
        if (known.id == id) return known;
    return std::nullopt;
}

const AgreementTemplate& templateOf(AgreementType type) {
    for (const auto& known : agreementTemplates())
        if (known.type == type) return known;
    throw std::logic_error("an agreement without template");
}

}  // namespace concordat::accounts
