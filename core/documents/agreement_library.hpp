#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "core/accounts/agreement_document.hpp"

namespace concordat::documents {

/// A text of an agreement that the operator has brought, as a PDF file.
struct OwnDocument {
    accounts::AgreementType type = accounts::AgreementType::MicrosoftCustomerAgreement;
    std::string language;  ///< one of accounts::agreementLanguages()
    std::string bytes;

    bool operator==(const OwnDocument&) const = default;
};

/// What the file of a document is called, such as MicrosoftCustomerAgreement.de-DE.pdf.
[[nodiscard]] std::string fileNameOf(accounts::AgreementType type, std::string_view language);

/// The texts of a cloud's agreements: the operator's own where there is one in a language, else
/// templates that say of themselves that they are to be replaced, which there are in English,
/// German and Portuguese (Brazil). Thread-safe; nothing changes but by replace().
class AgreementLibrary final : public accounts::AgreementTexts {
public:
    /// `cloud` is the cloud's name, printed in templates. Of two own documents of one agreement and
    /// language the first counts.
    AgreementLibrary(std::string cloud, std::vector<OwnDocument> own);

    /// Puts these in the place of all own documents, from the next call on.
    void replace(std::vector<OwnDocument> own);

    /// The names of the files by which `next` and the own documents differ: those that are new,
    /// others, or gone. Sorted.
    [[nodiscard]] std::vector<std::string> differencesTo(
        const std::vector<OwnDocument>& next) const;

    [[nodiscard]] std::string_view languageOf(accounts::AgreementType type,
                                              std::string_view language) const override;

    /// The document as a PDF file, in `document.language` or, where there is no text in it, in
    /// English. A template is made each time, which takes a fraction of a millisecond, and is the
    /// same each time. @throws std::runtime_error when it cannot be made
    [[nodiscard]] std::string pdf(const accounts::AgreementDocument& document) const;

private:
    using Documents = std::shared_ptr<const std::vector<OwnDocument>>;

    [[nodiscard]] Documents documents() const;

    const std::string cloud_;
    mutable std::mutex mutex_;  ///< guards own_, not what it points to, which is immutable
    Documents own_;             ///< shared with those who are reading when it is replaced
};

}  // namespace concordat::documents
