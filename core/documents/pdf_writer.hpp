#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/time.hpp"

namespace concordat::documents {

/// A section of a document: its heading is numbered when it is set.
struct PdfSection {
    std::string heading;
    std::string text;  ///< one paragraph
};

/// What a document says. UTF-8; characters that Windows-1252 lacks become question marks.
struct PdfText {
    std::string title;
    /// Below the title: what is told of the document, such as its language.
    std::vector<std::pair<std::string, std::string>> facts;
    std::vector<PdfSection> sections;
    /// At the foot of every page, before the page's number.
    std::string footer;
    /// When it was written, to the day: the file says so of itself.
    Instant written{};
};

/// The text as a PDF file of A4 pages in the fonts that every reader has, as many pages as it
/// needs. Pure: the same text gives the same bytes. Texts end up as drawn characters and as title,
/// never as structure of the file. A fraction of a millisecond for a page. Thread-safe. @throws
/// std::runtime_error when the file cannot be made
[[nodiscard]] std::string writePdf(const PdfText& text);

}  // namespace concordat::documents
