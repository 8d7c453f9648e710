#include "core/documents/agreement_library.hpp"

#include <algorithm>
#include <set>

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

const OwnDocument* find(const std::vector<OwnDocument>& own, AgreementType type,
                        std::string_view language) {
    for (const auto& one : own)
        if (one.type == type && one.language == language) return &one;
    return nullptr;
}

std::string_view readableOf(const std::vector<OwnDocument>& own, AgreementType type,
                            std::string_view language) {
    const bool readable =
        find(own, type, language) != nullptr || agreementWords(language) != nullptr;
    return readable ? language : accounts::kEnglishLanguage;
}

/// Adds the files of `these` that `others` does not have just so.
void noteMissing(const std::vector<OwnDocument>& these, const std::vector<OwnDocument>& others,
                 std::set<std::string>& names) {
    for (const auto& one : these)
        if (std::find(others.begin(), others.end(), one) == others.end())
            names.insert(fileNameOf(one.type, one.language));
}

}  // namespace

std::string fileNameOf(AgreementType type, std::string_view language) {
    return std::string(accounts::templateOf(type).name) + "." + std::string(language) + ".pdf";
}

AgreementLibrary::AgreementLibrary(std::string cloud, std::vector<OwnDocument> own)
    : cloud_(std::move(cloud)) {
    replace(std::move(own));
}

void AgreementLibrary::replace(std::vector<OwnDocument> own) {
    auto next = std::make_shared<const std::vector<OwnDocument>>(std::move(own));
    const std::lock_guard lock(mutex_);
    own_.swap(next);
}

std::vector<std::string> AgreementLibrary::differencesTo(
    const std::vector<OwnDocument>& next) const {
    const auto own = documents();
    std::set<std::string> names;
    noteMissing(*own, next, names);
    noteMissing(next, *own, names);
    return {names.begin(), names.end()};
}

AgreementLibrary::Documents AgreementLibrary::documents() const {
    const std::lock_guard lock(mutex_);
    return own_;
}

std::string_view AgreementLibrary::languageOf(AgreementType type, std::string_view language) const {
    return readableOf(*documents(), type, language);
}

std::string AgreementLibrary::pdf(const AgreementDocument& document) const {
    const auto own = documents();
    const auto language = readableOf(*own, document.type, document.language);
    if (const auto* found = find(*own, document.type, language)) return found->bytes;
    return writePdf(templateOf(document, language, *agreementWords(language), cloud_));
}

}  // namespace concordat::documents
