#include "core/documents/own_documents.hpp"

#include <algorithm>
#include <fstream>
#include <optional>

#include "core/accounts/agreement_languages.hpp"
#include "core/base/error.hpp"

namespace concordat::documents {
namespace {

constexpr std::string_view kBeginning = "%PDF-";

/// What a file is called after: AGREEMENT.LANGUAGE.pdf.
std::optional<OwnDocument> documentNamed(std::string_view name) {
    for (const auto& known : accounts::agreementTemplates())
        for (const auto language : accounts::agreementLanguages())
            if (name == fileNameOf(known.type, language))
                return OwnDocument{known.type, std::string(language), {}};
    return std::nullopt;
}

/// Reads no more than is allowed and one byte; empty when it cannot be read.
std::string readBounded(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string bytes(kMostDocumentBytes + 1, '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
    bytes.shrink_to_fit();
    return bytes;
}

/// What is wrong with a file's content; empty: nothing.
std::string_view faultOf(const std::string& bytes) {
    if (bytes.empty()) return "is empty or may not be read by the user who runs this";
    if (!bytes.starts_with(kBeginning)) return "is no PDF file: it does not begin with %PDF-";
    if (bytes.size() > kMostDocumentBytes) return "is larger than 4 MiB";
    return {};
}

void readOne(const std::filesystem::path& file, OwnDocuments& out) {
    const auto name = file.filename().string();
    if (name.starts_with('.')) return;
    auto document = documentNamed(name);
    if (!document) {
        out.problems.push_back("'" + name +
                               "' must be called after an agreement and a language, such as "
                               "MicrosoftCustomerAgreement.de-DE.pdf");
        return;
    }
    std::error_code none;
    if (std::filesystem::is_regular_file(file, none)) document->bytes = readBounded(file);
    if (const auto fault = faultOf(document->bytes); !fault.empty())
        out.problems.push_back("'" + name + "' " + std::string(fault));
    else
        out.documents.push_back(*std::move(document));
}

}  // namespace

OwnDocuments readOwnDocuments(const std::filesystem::path& folder) {
    OwnDocuments out;
    if (folder.empty()) return out;
    std::error_code fault;
    std::vector<std::filesystem::path> files;
    for (std::filesystem::directory_iterator at(folder, fault), end; !fault && at != end;
         at.increment(fault))
        files.push_back(at->path());
    if (fault)
        out.problems.push_back(
            "nothing can be read: it is no folder, or not for the user who runs this");
    std::sort(files.begin(), files.end());
    for (const auto& file : files) readOne(file, out);
    return out;
}

std::vector<OwnDocument> requireOwnDocuments(const std::filesystem::path& folder) {
    auto own = readOwnDocuments(folder);
    if (own.problems.empty()) return std::move(own.documents);
    std::string text = "The agreements in " + folder.string() + " cannot be served:";
    for (const auto& problem : own.problems) text += " " + problem + ".";
    throw FatalError("DOCUMENTS-UNUSABLE", text);
}

}  // namespace concordat::documents
