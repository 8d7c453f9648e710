#include "core/documents/agreement_library.hpp"

#include "core/accounts/agreement_languages.hpp"
#include "core/documents/agreement_words.hpp"
#include "core/documents/pdf_writer.hpp"

namespace concordat::documents {
namespace {

using accounts::AgreementDocument;
using accounts::AgreementType;

/// When the words of the templates were written: changes with them.
constexpr std::string_view kDated = "2026-11-26";

PdfText templateOf(const AgreementDocument& document, std::string_view language,
                   const AgreementWords& words, const std::string& cloud) {
    const auto& known = accounts::templateOf(document.type);
    PdfText text;
    text.title = document.type == AgreementType::MicrosoftCloudAgreement ? words.cloud_title
                                                                         : words.customer_title;
    const auto tell = [&](std::string_view name, std::string_view value) {
        text.facts.emplace_back(name, value);
    };
    tell(words.agreement, known.name);
    tell(words.cloud, cloud);
    tell(words.language, language);
    tell(words.country, document.country);
    tell(words.version, std::to_string(known.rank));
    tell(words.dated, kDated);
    for (const auto& section : words.sections)
        text.sections.push_back({std::string(section.heading), std::string(section.text)});
    text.footer = words.footer;
    text.written = parseInstant(std::string(kDated) + "T00:00:00Z").value();
    return text;
}

}  // namespace

const OwnDocument* AgreementLibrary::find(AgreementType type, std::string_view language) const {
    for (const auto& one : own_)
        if (one.type == type && one.language == language) return &one;
    return nullptr;
}

std::string_view AgreementLibrary::languageOf(AgreementType type, std::string_view language) const {
    const bool readable = find(type, language) != nullptr || agreementWords(language) != nullptr;
    return readable ? language : accounts::kEnglishLanguage;
}

std::string AgreementLibrary::pdf(const AgreementDocument& document) const {
    const auto language = languageOf(document.type, document.language);
    if (const auto* own = find(document.type, language)) return own->bytes;
    return writePdf(templateOf(document, language, *agreementWords(language), cloud_));
}

}  // namespace concordat::documents
