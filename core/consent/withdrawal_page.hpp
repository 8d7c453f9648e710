#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/page_language.hpp"
#include "core/consent/withdrawal_desk.hpp"

/// Private to the room: the page on which a customer takes administration back.
namespace concordat::consent {

/// Who administers, each with what ends it.
[[nodiscard]] std::string partnersPage(PageLanguage language,
                                       const std::vector<Administration>& all,
                                       std::string_view form_token, std::string_view user_name);

}  // namespace concordat::consent
