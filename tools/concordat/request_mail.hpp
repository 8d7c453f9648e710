#pragma once

#include <string>

#include "core/base/page_language.hpp"

namespace concordat::cli {

/// A draft of the mail by which a partner sends its link to an existing customer, in the customer's
/// language: subject, blank line, text. Names in capitals are for the partner to replace.
[[nodiscard]] std::string requestMail(PageLanguage language, const std::string& link);

}  // namespace concordat::cli
