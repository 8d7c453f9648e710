#include "tools/concordat/request_mail.hpp"

#include <array>
#include <string_view>

namespace concordat::cli {
namespace {

/// What stands before and after the link, in the order of PageLanguage.
constexpr std::array<std::array<std::string_view, 2>, kPageLanguages> kTexts = {{
    {"Subject: Request for a relationship\n\n"
     "Dear customer,\n\n"
     "we would like to be your organisation's reseller. Please let a global administrator of your\n"
     "organisation open this link, sign in, read what is granted, and authorise or decline it:\n\n",
     "\n\n"
     "By authorising it you let us buy and manage subscriptions for your organisation and\n"
     "administer its users (delegated administration), which you can withdraw at any time. The "
     "link\n"
     "is good for 30 days and for one answer.\n\n"
     "YOUR NAME, YOUR COMPANY\n"},
    {"Assunto: Solicitação de relação\n\n"
     "Prezado cliente,\n\n"
     "gostaríamos de ser o revendedor da sua organização. Peça a um administrador global da sua\n"
     "organização que abra este link, entre, leia o que é concedido e autorize ou recuse:\n\n",
     "\n\n"
     "Ao autorizar, você nos permite comprar e gerenciar assinaturas para a sua organização e\n"
     "administrar os usuários dela (administração delegada), o que você pode retirar a qualquer\n"
     "momento. O link vale por 30 dias e para uma única resposta.\n\n"
     "SEU NOME, SUA EMPRESA\n"},
    {"Betreff: Anfrage für eine Beziehung\n\n"
     "Guten Tag,\n\n"
     "wir möchten Händler Ihrer Organisation sein. Bitte lassen Sie einen globalen Administrator\n"
     "Ihrer Organisation diesen Link öffnen, sich anmelden, lesen, was gewährt wird, und "
     "zustimmen\n"
     "oder ablehnen:\n\n",
     "\n\n"
     "Mit Ihrer Zustimmung dürfen wir Abonnements für Ihre Organisation kaufen und verwalten und\n"
     "ihre Benutzer administrieren (delegierte Administration), was Sie jederzeit entziehen "
     "können.\n"
     "Der Link gilt 30 Tage und für eine Antwort.\n\n"
     "IHR NAME, IHRE FIRMA\n"},
}};

}  // namespace

std::string requestMail(PageLanguage language, const std::string& link) {
    const auto& [before, after] = kTexts.at(static_cast<std::size_t>(language));
    return std::string(before).append(link).append(after);
}

}  // namespace concordat::cli
