#include "core/documents/agreement_library.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <thread>

#include "core/accounts/agreement_languages.hpp"
#include "tests/documents/pdf_text.hpp"

namespace concordat::documents {
namespace {

using accounts::AgreementType;
using testing::HasSubstr;

constexpr auto kCustomer = AgreementType::MicrosoftCustomerAgreement;
constexpr auto kCloud = AgreementType::MicrosoftCloudAgreement;

TEST(AgreementLibrary, MakesTemplatesThatSayWhatTheyAre) {
    const AgreementLibrary library("Global", {});
    const auto pdf = library.pdf({kCustomer, "en-US", "US"});
    expectFrame(pdf);
    const auto text = textOf(pdf);
    for (const auto* words :
         {"Customer agreement: template", "MicrosoftCustomerAgreement", "Global", "en-US", "US",
          "2026-11-26", "1. What this document is", "It is no agreement of anybody", "replaces it",
          "8. Liability and law", "Template, to be replaced by the operator of the cloud"})
        EXPECT_THAT(text, HasSubstr(words));
    EXPECT_EQ(pdf, library.pdf({kCustomer, "en-US", "US"}));
}

TEST(AgreementLibrary, MakesThemInThreeLanguagesAndForEveryAgreement) {
    const AgreementLibrary library("Global", {});
    EXPECT_THAT(textOf(library.pdf({kCustomer, "de-DE", "AT"})),
                testing::AllOf(HasSubstr("Kundenvereinbarung: Vorlage"), HasSubstr("AT"),
                               HasSubstr("schließt die Vereinbarung"), HasSubstr("gelöscht")));
    EXPECT_THAT(textOf(library.pdf({kCloud, "pt-BR", "BR"})),
                testing::AllOf(HasSubstr("Contrato de nuvem: modelo"),
                               HasSubstr("Não é um contrato"), HasSubstr("País")));
    EXPECT_THAT(textOf(library.pdf({kCloud, "en-US", "US"})),
                HasSubstr("Cloud agreement: template"));
}

TEST(AgreementLibrary, IsInEnglishWhereThereIsNoTextInALanguage) {
    const AgreementLibrary library("Global", {});
    for (const auto language : accounts::agreementLanguages()) {
        const bool made = language == "en-US" || language == "de-DE" || language == "pt-BR";
        EXPECT_EQ(library.languageOf(kCustomer, language), made ? language : "en-US");
    }
    EXPECT_THAT(textOf(library.pdf({kCustomer, "fr-FR", "FR"})),
                testing::AllOf(HasSubstr("en-US"), HasSubstr("FR")));
}

TEST(AgreementLibrary, PrefersTheOperatorsOwnDocuments) {
    const AgreementLibrary library(
        "Global", {{kCustomer, "fr-FR", "%PDF-1.4 mien"}, {kCustomer, "en-US", "%PDF-1.4 mine"}});
    EXPECT_EQ(library.languageOf(kCustomer, "fr-FR"), "fr-FR");
    EXPECT_EQ(library.pdf({kCustomer, "fr-FR", "FR"}), "%PDF-1.4 mien");
    EXPECT_EQ(library.pdf({kCustomer, "it-IT", "IT"}), "%PDF-1.4 mine");
    EXPECT_EQ(library.languageOf(kCloud, "fr-FR"), "en-US");
    EXPECT_THAT(textOf(library.pdf({kCloud, "fr-FR", "FR"})),
                HasSubstr("Cloud agreement: template"));
}

TEST(AgreementLibrary, TakesOtherDocumentsOfTheOperatorsWhileItIsRead) {
    AgreementLibrary library("Global", {{kCustomer, "fr-FR", "%PDF-1.4 before"}});
    const std::vector<OwnDocument> next{{kCustomer, "fr-FR", "%PDF-1.4 after"}};
    {
        const std::jthread reader([&library] {
            for (auto pdf = std::string(); pdf != "%PDF-1.4 after";) {
                pdf = library.pdf({kCustomer, "fr-FR", "FR"});
                EXPECT_THAT(pdf, testing::StartsWith("%PDF-1.4 "));
            }
        });
        library.replace(next);
    }
    library.replace({});
    EXPECT_EQ(library.languageOf(kCustomer, "fr-FR"), "en-US") << "it is gone";
}

TEST(AgreementLibrary, NamesTheFilesByWhichDocumentsDiffer) {
    const std::vector<OwnDocument> own{{kCustomer, "de-DE", "%PDF-1.4 same"},
                                       {kCustomer, "fr-FR", "%PDF-1.4 before"},
                                       {kCloud, "fr-FR", "%PDF-1.4 gone"}};
    const AgreementLibrary library("Global", own);
    EXPECT_THAT(library.differencesTo(own), testing::IsEmpty());
    EXPECT_THAT(library.differencesTo({{kCustomer, "en-US", "%PDF-1.4 new"},
                                       {kCustomer, "fr-FR", "%PDF-1.4 after"},
                                       {kCustomer, "de-DE", "%PDF-1.4 same"}}),
                testing::ElementsAre("MicrosoftCloudAgreement.fr-FR.pdf",
                                     "MicrosoftCustomerAgreement.en-US.pdf",
                                     "MicrosoftCustomerAgreement.fr-FR.pdf"));
}

}  // namespace
}  // namespace concordat::documents
