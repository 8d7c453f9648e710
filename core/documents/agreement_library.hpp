#pragma once

#include <string>
#include <vector>

#include "core/accounts/agreement_document.hpp"

namespace concordat::documents {

/// A text of an agreement that the operator has brought, as a PDF file.
struct OwnDocument {
    accounts::AgreementType type = accounts::AgreementType::MicrosoftCustomerAgreement;
    std::string language;  ///< one of accounts::agreementLanguages()
    std::string bytes;
};

/// The texts of a cloud's agreements: the operator's own where there is one in a language, else
/// templates that say of themselves that they are to be replaced, which there are in English,
/// German and Portuguese (Brazil). Immutable; thread-safe.
class AgreementLibrary final : public accounts::AgreementTexts {
public:
    /// `cloud` is the cloud's name, printed in templates. Of two own documents of one agreement and
    /// language the first counts.
    AgreementLibrary(std::string cloud, std::vector<OwnDocument> own)
        : cloud_(std::move(cloud)), own_(std::move(own)) {}

    [[nodiscard]] std::string_view languageOf(accounts::AgreementType type,
                                              std::string_view language) const override;

    /// The document as a PDF file, in `document.language` or, where there is no text in it, in
    /// English. A template is made each time, which takes a fraction of a millisecond, and is the
    /// same each time. @throws std::runtime_error when it cannot be made
    [[nodiscard]] std::string pdf(const accounts::AgreementDocument& document) const;

private:
    [[nodiscard]] const OwnDocument* find(accounts::AgreementType type,
                                          std::string_view language) const;

    std::string cloud_;
    std::vector<OwnDocument> own_;
};

}  // namespace concordat::documents
