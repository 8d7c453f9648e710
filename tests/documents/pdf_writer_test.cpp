#include "core/documents/pdf_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/documents/pdf_text.hpp"

namespace concordat::documents {
namespace {

using testing::HasSubstr;
using testing::Not;

PdfText sample() {
    PdfText text;
    text.title = "Vereinbarung für Köln";
    text.facts = {{"Land", "DE"}};
    text.sections = {{"Größe", "Äpfel, Straße, São Paulo – „Zitat“ für 5 €."}};
    text.footer = "Vorlage";
    text.written = *parseInstant("2026-11-26T00:00:00Z");
    return text;
}

TEST(PdfWriter, WritesWhatAReaderReadsWithItsUmlauts) {
    const auto pdf = writePdf(sample());
    expectFrame(pdf);
    const auto text = textOf(pdf);
    EXPECT_THAT(text, HasSubstr("Vereinbarung für Köln"));
    EXPECT_THAT(text, HasSubstr("1. Größe"));
    EXPECT_THAT(text, HasSubstr("Äpfel, Straße, São Paulo – „Zitat“ für 5 €."));
    EXPECT_THAT(text, HasSubstr("Vorlage"));
    EXPECT_THAT(text, HasSubstr("1 / 1"));
    const auto info = infoOf(pdf);
    EXPECT_THAT(info, HasSubstr("Vereinbarung für Köln"));
    EXPECT_THAT(info, HasSubstr("2026"));
}

TEST(PdfWriter, WritesTheSameBytesForTheSameText) {
    EXPECT_EQ(writePdf(sample()), writePdf(sample()));
    auto other = sample();
    other.facts[0].second = "AT";
    EXPECT_NE(writePdf(other), writePdf(sample()));
}

TEST(PdfWriter, BreaksLinesAndPagesAndLosesNothing) {
    auto text = sample();
    constexpr int kSections = 40;
    for (int i = 0; i < kSections; ++i) {
        std::string words;
        for (int j = 0; j < 60; ++j)
            words += "w" + std::to_string(i) + "x" + std::to_string(j) + " ";
        text.sections.push_back({"H" + std::to_string(i), words});
    }
    const auto read = textOf(writePdf(text));
    for (int i = 0; i < kSections; ++i)
        for (int j = 0; j < 60; ++j)
            ASSERT_THAT(read, HasSubstr("w" + std::to_string(i) + "x" + std::to_string(j)));
    EXPECT_THAT(infoOf(writePdf(text)), Not(HasSubstr("Pages:           1\n")));
}

TEST(PdfWriter, TakesTextAsTextWhateverItHolds) {
    auto text = sample();
    const std::string hostile = R"() Tj ET endstream endobj << /JS (x) >> \) % %%EOF)";
    text.title = text.facts[0].second = hostile;
    text.sections[0].text = hostile + "\nnext\x01line";
    const auto pdf = writePdf(text);
    expectFrame(pdf);
    const auto read = textOf(pdf);
    EXPECT_THAT(read, HasSubstr(hostile));
    EXPECT_THAT(read, HasSubstr("?next?line"));
    EXPECT_THAT(infoOf(pdf), HasSubstr("JavaScript:      no"));
}

TEST(PdfWriter, ShowsQuestionMarksForWhatItsFontsLack) {
    auto text = sample();
    text.sections[0].text = "Łódź 漢字 \xFF end";
    const auto read = textOf(writePdf(text));
    EXPECT_THAT(read, HasSubstr("?ód? ?? ? end"));
}

TEST(PdfWriter, GoesOnAfterAWordThatIsWiderThanThePage) {
    auto text = sample();
    text.sections[0].text = std::string(500, 'W') + " after";
    EXPECT_THAT(textOf(writePdf(text)), HasSubstr("after"));
    text.sections[0].text = "";
    expectFrame(writePdf(text));
}

}  // namespace
}  // namespace concordat::documents
