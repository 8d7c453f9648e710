#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/page_language.hpp"

/// Private to the room: the pages of the authorization endpoint.
namespace concordat::identity {

/// Why somebody who typed a name and a password is not signed in.
enum class LoginProblem : std::uint8_t { None, Wrong, Closed };

/// What stands in the form already, and what it asks for.
struct LoginForm {
    std::string_view name;
    bool asks_for_directory = false;
    std::string_view directory;
};

/// The form that asks for a name and a password. It is sent to the address of the page.
[[nodiscard]] std::string loginPage(PageLanguage language, const LoginForm& form,
                                    LoginProblem problem);

/// Says that the request is not one of a registered application, so that it leads nowhere.
[[nodiscard]] std::string unknownApplicationPage(PageLanguage language);

}  // namespace concordat::identity
