#include "core/identity/login_page.hpp"

#include <array>

#include "core/http/html_page.hpp"

namespace concordat::identity {
namespace {

/// The texts of one language.
struct Texts {
    std::string_view title;
    std::string_view directory;
    std::string_view name;
    std::string_view password;
    std::string_view submit;
    std::string_view wrong;
    std::string_view closed;
    std::string_view unknown_title;
    std::string_view unknown;
};

/// In the order of PageLanguage.
constexpr std::array<Texts, kPageLanguages> kTexts = {{
    {"Sign in", "Tenant id of your organisation", "User name, such as admin@contoso.example",
     "Password", "Sign in", "The user name or the password is wrong.", "The directory is closed.",
     "This does not work",
     "The address does not come from an application that may ask you to sign in."},
    {"Entrar", "Id de locatário da sua organização", "Nome de usuário, como admin@contoso.example",
     "Senha", "Entrar", "O nome de usuário ou a senha está incorreto.", "O diretório está fechado.",
     "Isto não funciona", "O endereço não vem de um aplicativo que possa pedir que você entre."},
    {"Anmelden", "Mandanten-ID Ihrer Organisation", "Benutzername, etwa admin@contoso.example",
     "Kennwort", "Anmelden", "Benutzername oder Kennwort ist falsch.",
     "Das Verzeichnis ist geschlossen.", "Das geht nicht",
     "Die Adresse stammt von keiner Anwendung, die Sie anmelden lassen darf."},
}};

const Texts& textsOf(PageLanguage language) {
    return kTexts.at(static_cast<std::size_t>(language));
}

std::string heading(std::string_view text) {
    return "<h1>" + http::escapeHtml(text) + "</h1>";
}

std::string problemOf(const Texts& texts, LoginProblem problem) {
    if (problem == LoginProblem::None) return {};
    const auto text = problem == LoginProblem::Wrong ? texts.wrong : texts.closed;
    return R"(<p class="problem" role="alert">)" + http::escapeHtml(text) + "</p>";
}

std::string field(std::string_view label, std::string_view attributes, std::string_view value) {
    std::string text = "<label>" + http::escapeHtml(label) + "<input required ";
    return text.append(attributes).append(R"( value=")") + http::escapeHtml(value) +
           R"("></label>)";
}

}  // namespace

std::string loginPage(PageLanguage language, const LoginForm& form, LoginProblem problem) {
    const auto& texts = textsOf(language);
    auto body = heading(texts.title) + problemOf(texts, problem);
    body += R"(<form method="post">)";
    if (form.asks_for_directory)
        body += field(texts.directory, R"(type="text" name="directory")", form.directory);
    body += field(texts.name, R"(type="text" name="username" autocomplete="username")", form.name);
    body += field(texts.password,
                  R"(type="password" name="password" autocomplete="current-password")", {});
    body += R"(<button type="submit">)" + http::escapeHtml(texts.submit) + "</button></form>";
    return http::htmlPage(language, texts.title, body);
}

std::string unknownApplicationPage(PageLanguage language) {
    const auto& texts = textsOf(language);
    return http::htmlPage(
        language, texts.unknown_title,
        heading(texts.unknown_title) + "<p>" + http::escapeHtml(texts.unknown) + "</p>");
}

}  // namespace concordat::identity
