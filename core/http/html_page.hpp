#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/page_language.hpp"

/// What pages for browsers have in common: they work without scripts, load nothing, and stand in no
/// frame.
namespace concordat::http {

/// A text as it may stand between tags or in a double-quoted attribute.
[[nodiscard]] std::string escapeHtml(std::string_view text);

/// A whole document. `title` is plain text and `body` HTML in which everything that came from
/// outside has been escaped.
[[nodiscard]] std::string htmlPage(PageLanguage language, std::string_view title,
                                   std::string_view body);

/// The headers of such a page, its type among them. Forms lead to the page's own origin, and after
/// it to `form_origins`: origins of the program's settings, with blanks between them.
[[nodiscard]] std::vector<std::pair<std::string_view, std::string>> pageHeaders(
    std::string_view form_origins = {});

/// Scheme, host and port of an absolute address.
[[nodiscard]] std::string originOf(std::string_view address);

}  // namespace concordat::http
