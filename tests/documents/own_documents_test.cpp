#include "core/documents/own_documents.hpp"

#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/fatal_refusal.hpp"
#include "tests/support/temporary_folder.hpp"

namespace concordat::documents {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class OwnDocumentsTest : public testing::Test {
protected:
    void put(const std::string& name, const std::string& content) {
        std::ofstream(folder_.at(name), std::ios::binary) << content;
    }

    OwnDocuments read() { return readOwnDocuments(folder_.path()); }

    testing_support::TemporaryFolder folder_;
};

TEST_F(OwnDocumentsTest, AreReadByTheNamesOfAgreementAndLanguage) {
    put("MicrosoftCustomerAgreement.de-DE.pdf", "%PDF-1.4 a");
    put("MicrosoftCloudAgreement.sr-Latn-RS.pdf", "%PDF-1.7 b");
    put(".keep", "");
    const auto own = read();
    EXPECT_THAT(own.problems, IsEmpty());
    ASSERT_EQ(own.documents.size(), 2U);
    EXPECT_EQ(own.documents[0].type, accounts::AgreementType::MicrosoftCloudAgreement);
    EXPECT_EQ(own.documents[0].language, "sr-Latn-RS");
    EXPECT_EQ(own.documents[1].bytes, "%PDF-1.4 a");
    EXPECT_EQ(requireOwnDocuments(folder_.path()).size(), 2U);
}

TEST_F(OwnDocumentsTest, AreNoneWithoutAFolderAndInAnEmptyOne) {
    EXPECT_THAT(readOwnDocuments({}).problems, IsEmpty());
    EXPECT_THAT(read().problems, IsEmpty());
    EXPECT_THAT(requireOwnDocuments(folder_.path()), IsEmpty());
}

TEST_F(OwnDocumentsTest, MustBeNamedSoThatNoneIsLeftOutUnseen) {
    for (const auto* name :
         {"microsoftcustomeragreement.de-DE.pdf", "MicrosoftCustomerAgreement.de.pdf",
          "MicrosoftCustomerAgreement.xx-XX.pdf", "MicrosoftCustomerAgreement.pdf", "notes.txt",
          "MicrosoftCustomerAgreement.de-DE.pdf.bak"})
        put(name, "%PDF-1.4");
    EXPECT_EQ(read().problems.size(), 6U);
    EXPECT_THAT(read().problems[0], HasSubstr("such as MicrosoftCustomerAgreement.de-DE.pdf"));
    EXPECT_THAT(read().documents, IsEmpty());
}

TEST_F(OwnDocumentsTest, MustBePdfFilesOfBoundedSize) {
    put("MicrosoftCloudAgreement.de-DE.pdf", "");
    put("MicrosoftCloudAgreement.en-US.pdf", "PK word");
    put("MicrosoftCustomerAgreement.de-DE.pdf", "%PDF-" + std::string(kMostDocumentBytes - 5, 'x'));
    put("MicrosoftCustomerAgreement.en-US.pdf", "%PDF-" + std::string(kMostDocumentBytes - 4, 'x'));
    std::filesystem::create_directory(folder_.path() / "MicrosoftCustomerAgreement.fr-FR.pdf");
    const auto own = read();
    EXPECT_THAT(own.problems, ElementsAre(HasSubstr("de-DE.pdf' is empty"),
                                          HasSubstr("does not begin with %PDF-"),
                                          HasSubstr("en-US.pdf' is larger than 4 MiB"),
                                          HasSubstr("fr-FR.pdf' is empty")));
    ASSERT_EQ(own.documents.size(), 1U);
    EXPECT_EQ(own.documents[0].bytes.size(), kMostDocumentBytes);
}

TEST_F(OwnDocumentsTest, MustBeInAFolderThatCanBeRead) {
    EXPECT_THAT(readOwnDocuments(folder_.path() / "none").problems,
                ElementsAre(HasSubstr("nothing can be read")));
    put("file", "x");
    EXPECT_THAT(readOwnDocuments(folder_.path() / "file").problems,
                ElementsAre(HasSubstr("nothing can be read")));
    const auto text = testing_support::refusal("DOCUMENTS-UNUSABLE",
                                               [&] { (void)requireOwnDocuments(folder_.path()); });
    EXPECT_THAT(text, HasSubstr("'file' must be called after an agreement"));
    EXPECT_THAT(text, HasSubstr(folder_.path().string()));
}

}  // namespace
}  // namespace concordat::documents
