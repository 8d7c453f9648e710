#pragma once

#include <string_view>
#include <vector>

namespace concordat::accounts {

/// In which every country may read agreements, and in which they are read where no text is in the
/// language that is asked for.
inline constexpr std::string_view kEnglishLanguage = "en-US";

/// Every language of agreements, each once, such as "de-DE".
[[nodiscard]] const std::vector<std::string_view>& agreementLanguages();

/// Whether agreements are for customers of that country: two capital letters.
[[nodiscard]] bool hasAgreements(std::string_view country);

/// The language as it is written, in whatever letters it is given; empty for one that agreements of
/// that country are not in.
[[nodiscard]] std::string_view agreementLanguage(std::string_view country,
                                                 std::string_view language);

}  // namespace concordat::accounts
