#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "core/accounts/agreement.hpp"

namespace concordat::accounts {

/// The text of an agreement as customers of a country read it: resource AgreementDocument.
struct AgreementDocument {
    AgreementType type = AgreementType::MicrosoftCustomerAgreement;
    std::string language;  ///< in which it is, such as "de-DE"
    std::string country;   ///< two letters

    bool operator==(const AgreementDocument&) const = default;
};

/// Says in which languages there are texts. Implemented by core/documents; called concurrently.
class AgreementTexts {
public:
    virtual ~AgreementTexts() = default;

    /// The language in which an agreement can be read by whoever asks for `language`, one of
    /// agreementLanguages(): that one, or English where there is no text in it. Pure.
    [[nodiscard]] virtual std::string_view languageOf(AgreementType type,
                                                      std::string_view language) const = 0;
};

/// A document and the text of the link that leads to it.
struct OfferedDocument {
    AgreementDocument document;
    std::string link;
};

/// Gives away links to the texts of agreements, for a short time, and checks them. Nothing is kept
/// of a link: it says what it leads to and has a keyed hash (HMAC-SHA-256, 128 bits) over that and
/// the cloud. Immutable; thread-safe.
class AgreementDocuments {
public:
    /// How long a link is good.
    static constexpr std::chrono::minutes kLinkLife{5};

    /// `key` is at least 32 bytes, the same in every instance of the cloud and in no other cloud.
    /// Borrows `texts`. @throws std::invalid_argument when the key is shorter
    AgreementDocuments(const AgreementTexts& texts, std::string key, std::string cloud);

    /// The document of a template in the language asked for, or in English where there is none; the
    /// link is letters, digits, hyphens and full stops. Empty: "en-US" and "US". Capitals of a
    /// country count, those of a language do not. @throws Error NotFound (kUnknownTemplate),
    /// InvalidRequest (kUnknownEnumValue, "country" or "language": of another country)
    [[nodiscard]] OfferedDocument offer(std::string_view template_id, std::string_view language,
                                        std::string_view country, Instant now) const;

    /// What a link leads to that offer() made for this cloud and that is good at `now`; nothing
    /// for any other text.
    [[nodiscard]] std::optional<AgreementDocument> open(std::string_view link, Instant now) const;

private:
    [[nodiscard]] std::string tagOf(std::string_view content) const;

    const AgreementTexts& texts_;  // not owned; outlives this
    std::string key_;
    std::string cloud_;
};

}  // namespace concordat::accounts
