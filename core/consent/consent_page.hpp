#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/page_language.hpp"
#include "core/consent/consent_desk.hpp"

/// Private to the room: the pages, whole documents of HTML. Names are escaped here.
namespace concordat::consent {

/// What went wrong on the way, apart from the link itself.
enum class Mishap : std::uint8_t {
    StartAgain,   ///< no visit, or that of another link
    NotSignedIn,  ///< the authority says no, or nothing that can be believed
    Unavailable,  ///< the authority or the store does not answer
    BadRequest    ///< a form that is none of ours
};

/// Of the page that asks.
struct AskForm {
    std::string_view form_token;
    std::string_view user_name;
    bool lacks_tick = false;  ///< it was sent without a box ticked
};

/// What is asked, what would be granted, and the form to answer with.
[[nodiscard]] std::string askPage(PageLanguage language, const Ask& ask, const AskForm& form);

/// What has come of an answer.
[[nodiscard]] std::string donePage(PageLanguage language, AskKind kind, bool accepted);

/// Why there is nothing to answer; `user_name` may be empty before the sign-in.
[[nodiscard]] std::string refusalPage(PageLanguage language, Refusal refusal,
                                      std::string_view user_name);

/// What went wrong.
[[nodiscard]] std::string mishapPage(PageLanguage language, Mishap mishap);

}  // namespace concordat::consent
