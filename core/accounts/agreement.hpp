#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/ids.hpp"
#include "core/base/time.hpp"

namespace concordat::accounts {

/// What customers agree to before they buy. Stored by number: never renumber.
enum class AgreementType : std::uint8_t { MicrosoftCloudAgreement = 1, MicrosoftCustomerAgreement };

/// An agreement as the partner API shows it: resource AgreementMetaData.
struct AgreementTemplate {
    AgreementType type;
    Uuid id;
    std::string_view name;   ///< the word of the type, in the API's spelling
    std::uint32_t rank = 0;  ///< the highest is the newest
};

/// Every agreement that there is, oldest first.
[[nodiscard]] std::span<const AgreementTemplate> agreementTemplates();

/// The agreement with that template id; nothing when there is none.
[[nodiscard]] std::optional<AgreementTemplate> agreementWithId(const Uuid& id);

/// The agreement of a type.
[[nodiscard]] const AgreementTemplate& templateOf(AgreementType type);

/// Who agreed for the customer. Personal data.
struct AgreementContact {
    std::string first_name;
    std::string last_name;
    std::string email;
    std::string phone_number;  ///< empty: not given

    bool operator==(const AgreementContact&) const = default;
};

/// That a customer has agreed, as its partner confirms it: resource Agreement. Never changed. A
/// partner confirms an agreement of a customer once.
struct Agreement {
    /// Its row; nothing of the partner API.
    Uuid id;
    AgreementType type = AgreementType::MicrosoftCustomerAgreement;
    Instant agreed{};
    AgreementContact contact;
    /// The partner's user who confirmed it; absent where the token named none.
    std::optional<UserId> user;

    bool operator==(const Agreement&) const = default;
};

}  // namespace concordat::accounts
