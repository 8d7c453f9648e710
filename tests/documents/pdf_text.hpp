#pragma once

#include <string>

namespace concordat::documents {

/// What a reader of PDF files finds in one, page after page: by pdftotext. A test fails when it
/// cannot be read.
[[nodiscard]] std::string textOf(const std::string& pdf);

/// What the file says of itself: by pdfinfo.
[[nodiscard]] std::string infoOf(const std::string& pdf);

/// Checks the frame that every reader looks for first: header, trailer, and an offset that leads to
/// the table of objects.
void expectFrame(const std::string& pdf);

}  // namespace concordat::documents
