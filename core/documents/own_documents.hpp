#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "core/documents/agreement_library.hpp"

namespace concordat::documents {

/// The most bytes that a document of the operator's may have: all are held in memory.
inline constexpr std::size_t kMostDocumentBytes = std::size_t{4} * 1024 * 1024;

/// What is in an operator's folder of agreements.
struct OwnDocuments {
    std::vector<OwnDocument> documents;
    /// What is wrong, in whole sentences for the operator, each with the file's name.
    std::vector<std::string> problems;
};

/// Reads the folder, every file of which must be called AGREEMENT.LANGUAGE.pdf, such as
/// MicrosoftCustomerAgreement.de-DE.pdf, begin with "%PDF-" and be no larger than
/// kMostDocumentBytes. Files whose names begin with a full stop are left alone. Nothing thrown:
/// what cannot be read is a problem. An empty path: no documents, no problems.
[[nodiscard]] OwnDocuments readOwnDocuments(const std::filesystem::path& folder);

/// The same where nothing may be wrong. @throws FatalError DOCUMENTS-UNUSABLE naming all problems
[[nodiscard]] std::vector<OwnDocument> requireOwnDocuments(const std::filesystem::path& folder);

}  // namespace concordat::documents
