#include "core/consent/consent_texts.hpp"

#include <array>

namespace concordat::consent {
namespace {

constexpr Texts kEnglish{
    .invitation_title = "Invitation to a partnership",
    .invitation = "{0} ({1}) invites your organisation to become its indirect reseller.",
    .invitation_grants =
        "As a partner of this provider you see the customers that it adds for you, and it sees "
        "your organisation's name, country and partner network id. Either of you can end the "
        "partnership at any time.",
    .request_title = "Request for a relationship",
    .request = "{0} ({1}) asks to be your organisation's reseller.",
    .reseller = "{0}, an indirect reseller, will see your account too.",
    .request_grants =
        "The partner can then buy and manage subscriptions for your organisation and see its "
        "account and its users.",
    .delegation =
        "With delegated administration, people of the partner can administer your organisation's "
        "users: create and delete them, reset their passwords and assign roles. You can withdraw "
        "it at any time.",
    .delegation_tick = "I authorise delegated administration.",
    .granular_title = "Request for some roles",
    .granular =
        "{0} ({1}) asks to administer your organisation's users by these roles, and no more:",
    .granular_name = "The partner calls this: {0}",
    .granular_lasts = "It lasts for {0} days from your approval.",
    .granular_extends = "It then goes on by {0} days at a time, until one of you ends it.",
    .granular_ends = "Either of you can end it at any time.",
    .terms_tick =
        "I have read what is granted, I agree to the terms of the cloud, and I may decide this for "
        "my organisation.",
    .until_label = "Delegated administration lasts",
    .until_withdrawn = "until it is withdrawn",
    .days = "{0} days",
    .signed_in = "You are signed in as {0}.",
    .link_until = "The link is good until {0}.",
    .accept = "Authorise",
    .decline = "Decline",
    .unticked = "Please tick every box, or decline.",
    .accepted_title = "Authorised",
    .invitation_accepted = "Your organisation is now a reseller of the provider.",
    .request_accepted = "The partner has been given what it asked for.",
    .granular_accepted = "The partner has been given these roles.",
    .declined_title = "Declined",
    .invitation_declined =
        "Nothing has changed. The invitation stays good until it expires, should you change your "
        "mind.",
    .request_declined = "Nothing has changed, and this link can be answered no more.",
    .partners_title = "Who administers your organisation's users",
    .partners_none = "No partner administers your organisation's users, or asks to.",
    .partners_explained =
        "What you withdraw ends at once. The partner stays your reseller, and subscriptions stay "
        "as "
        "they are.",
    .partner_delegated = "Delegated administration: all users.",
    .partner_roles = "{0}, until {1}.",
    .partner_asks = "{0}, asked for until {1}.",
    .withdraw = "Withdraw",
    .refused_title = "This cannot be answered",
    .unusable =
        "The link is not good: it is incomplete, has expired, or was withdrawn. Ask the "
        "partner for a new one.",
    .used_title = "The link was used",
    .used = "This link has been answered already. Each link is good for one answer.",
    .not_administrator =
        "You are signed in as {0}, who is not a global administrator of the organisation. Ask an "
        "administrator to open the link.",
    .not_reseller =
        "The invitation is for an indirect reseller of this cloud, and your organisation is none.",
    .not_customer =
        "The partner cannot have your organisation as customer in this cloud, so that there is "
        "nothing to accept.",
    .suspended = "Your organisation's partner account is suspended.",
    .held = "All of this has been granted already.",
    .start_again =
        "Your visit has expired or was begun in another window. Open the link once more.",
    .not_signed_in = "The sign-in did not succeed. Open the link to try again.",
    .unavailable = "This does not work at the moment. Please try again in a few minutes.",
    .bad_request = "The request cannot be understood. Open the link once more.",
};

constexpr Texts kPortuguese{
    .invitation_title = "Convite para uma parceria",
    .invitation = "{0} ({1}) convida sua organização a se tornar seu revendedor indireto.",
    .invitation_grants =
        "Como parceiro desse provedor, você vê os clientes que ele adicionar para você, e ele vê o "
        "nome, o país e a id da rede de parceiros da sua organização. Qualquer um dos dois pode "
        "encerrar a parceria a qualquer momento.",
    .request_title = "Solicitação de relação",
    .request = "{0} ({1}) pede para ser o revendedor da sua organização.",
    .reseller = "{0}, um revendedor indireto, também verá a sua conta.",
    .request_grants =
        "O parceiro poderá então comprar e gerenciar assinaturas para a sua organização e ver a "
        "conta e os usuários dela.",
    .delegation =
        "Com a administração delegada, pessoas do parceiro podem administrar os usuários da sua "
        "organização: criá-los e excluí-los, redefinir senhas e atribuir funções. Você pode "
        "retirá-la a qualquer momento.",
    .delegation_tick = "Autorizo a administração delegada.",
    .granular_title = "Solicitação de algumas funções",
    .granular =
        "{0} ({1}) pede para administrar os usuários da sua organização com estas funções, e nada "
        "mais:",
    .granular_name = "O parceiro chama isto de: {0}",
    .granular_lasts = "Dura {0} dias a partir da sua aprovação.",
    .granular_extends =
        "Depois continua por mais {0} dias de cada vez, até que um dos dois encerre.",
    .granular_ends = "Qualquer um dos dois pode encerrar a qualquer momento.",
    .terms_tick =
        "Li o que é concedido, concordo com os termos da nuvem e posso decidir isto pela minha "
        "organização.",
    .until_label = "A administração delegada dura",
    .until_withdrawn = "até ser retirada",
    .days = "{0} dias",
    .signed_in = "Você entrou como {0}.",
    .link_until = "O link é válido até {0}.",
    .accept = "Autorizar",
    .decline = "Recusar",
    .unticked = "Marque todas as caixas ou recuse.",
    .accepted_title = "Autorizado",
    .invitation_accepted = "Sua organização agora é revendedora do provedor.",
    .request_accepted = "O parceiro recebeu o que pediu.",
    .granular_accepted = "O parceiro recebeu essas funções.",
    .declined_title = "Recusado",
    .invitation_declined =
        "Nada mudou. O convite continua válido até expirar, caso você mude de ideia.",
    .request_declined = "Nada mudou, e este link não pode mais ser respondido.",
    .partners_title = "Quem administra os usuários da sua organização",
    .partners_none = "Nenhum parceiro administra os usuários da sua organização nem pede isso.",
    .partners_explained =
        "O que você retira termina imediatamente. O parceiro continua sendo seu revendedor, e as "
        "assinaturas ficam como estão.",
    .partner_delegated = "Administração delegada: todos os usuários.",
    .partner_roles = "{0}, até {1}.",
    .partner_asks = "{0}, solicitado até {1}.",
    .withdraw = "Retirar",
    .refused_title = "Não é possível responder",
    .unusable =
        "O link não é válido: está incompleto, expirou ou foi retirado. Peça um novo ao "
        "parceiro.",
    .used_title = "O link foi usado",
    .used = "Este link já foi respondido. Cada link vale para uma única resposta.",
    .not_administrator =
        "Você entrou como {0}, que não é administrador global da organização. Peça a um "
        "administrador que abra o link.",
    .not_reseller =
        "O convite é para um revendedor indireto desta nuvem, e sua organização não é um.",
    .not_customer =
        "O parceiro não pode ter sua organização como cliente nesta nuvem; portanto, não há nada a "
        "aceitar.",
    .suspended = "A conta de parceiro da sua organização está suspensa.",
    .held = "Tudo isto já foi concedido.",
    .start_again = "Sua visita expirou ou começou em outra janela. Abra o link novamente.",
    .not_signed_in = "Não foi possível entrar. Abra o link para tentar novamente.",
    .unavailable = "Isto não funciona no momento. Tente novamente em alguns minutos.",
    .bad_request = "Não foi possível entender a solicitação. Abra o link novamente.",
};

constexpr Texts kGerman{
    .invitation_title = "Einladung zu einer Partnerschaft",
    .invitation = "{0} ({1}) lädt Ihre Organisation ein, sein indirekter Händler zu werden.",
    .invitation_grants =
        "Als Partner dieses Anbieters sehen Sie die Kunden, die er für Sie hinzufügt, und er sieht "
        "Namen, Land und Partnernetzwerk-ID Ihrer Organisation. Beide Seiten können die "
        "Partnerschaft jederzeit beenden.",
    .request_title = "Anfrage für eine Beziehung",
    .request = "{0} ({1}) möchte Händler Ihrer Organisation sein.",
    .reseller = "{0}, ein indirekter Händler, sieht Ihr Konto dann ebenfalls.",
    .request_grants =
        "Der Partner kann dann Abonnements für Ihre Organisation kaufen und verwalten und sieht "
        "ihr Konto und ihre Benutzer.",
    .delegation =
        "Mit delegierter Administration können Mitarbeiter des Partners die Benutzer Ihrer "
        "Organisation verwalten: anlegen und löschen, Kennwörter zurücksetzen und Rollen zuweisen. "
        "Sie können sie jederzeit entziehen.",
    .delegation_tick = "Ich erlaube die delegierte Administration.",
    .granular_title = "Anfrage für einige Rollen",
    .granular =
        "{0} ({1}) möchte die Benutzer Ihrer Organisation mit diesen Rollen verwalten, und mit "
        "keinen anderen:",
    .granular_name = "Der Partner nennt das: {0}",
    .granular_lasts = "Es gilt {0} Tage ab Ihrer Zustimmung.",
    .granular_extends =
        "Danach geht es um je {0} Tage weiter, bis eine der beiden Seiten es beendet.",
    .granular_ends = "Beide Seiten können es jederzeit beenden.",
    .terms_tick =
        "Ich habe gelesen, was gewährt wird, stimme den Bedingungen der Cloud zu und darf dies für "
        "meine Organisation entscheiden.",
    .until_label = "Die delegierte Administration gilt",
    .until_withdrawn = "bis sie entzogen wird",
    .days = "{0} Tage",
    .signed_in = "Sie sind angemeldet als {0}.",
    .link_until = "Der Link gilt bis {0}.",
    .accept = "Zustimmen",
    .decline = "Ablehnen",
    .unticked = "Bitte setzen Sie jedes Häkchen, oder lehnen Sie ab.",
    .accepted_title = "Zugestimmt",
    .invitation_accepted = "Ihre Organisation ist jetzt Händler des Anbieters.",
    .request_accepted = "Dem Partner ist gewährt, worum er gebeten hat.",
    .granular_accepted = "Der Partner hat diese Rollen erhalten.",
    .declined_title = "Abgelehnt",
    .invitation_declined =
        "Es hat sich nichts geändert. Die Einladung gilt weiter, bis sie abläuft, falls Sie es "
        "sich anders überlegen.",
    .request_declined =
        "Es hat sich nichts geändert, und dieser Link kann nicht mehr beantwortet werden.",
    .partners_title = "Wer die Benutzer Ihrer Organisation verwaltet",
    .partners_none = "Kein Partner verwaltet die Benutzer Ihrer Organisation oder bittet darum.",
    .partners_explained =
        "Was Sie entziehen, endet sofort. Der Partner bleibt Ihr Händler, und Abonnements bleiben, "
        "wie sie sind.",
    .partner_delegated = "Delegierte Administration: alle Benutzer.",
    .partner_roles = "{0}, bis {1}.",
    .partner_asks = "{0}, angefragt bis {1}.",
    .withdraw = "Entziehen",
    .refused_title = "Das kann nicht beantwortet werden",
    .unusable =
        "Der Link gilt nicht: Er ist unvollständig, abgelaufen oder zurückgezogen. Bitten "
        "Sie den Partner um einen neuen.",
    .used_title = "Der Link wurde benutzt",
    .used = "Dieser Link wurde schon beantwortet. Jeder Link gilt für eine Antwort.",
    .not_administrator =
        "Sie sind angemeldet als {0}, und das ist kein globaler Administrator der Organisation. "
        "Bitten Sie einen Administrator, den Link zu öffnen.",
    .not_reseller =
        "Die Einladung ist für einen indirekten Händler dieser Cloud, und das ist Ihre "
        "Organisation nicht.",
    .not_customer =
        "Der Partner kann Ihre Organisation in dieser Cloud nicht als Kunden haben, deshalb gibt "
        "es "
        "nichts anzunehmen.",
    .suspended = "Das Partnerkonto Ihrer Organisation ist gesperrt.",
    .held = "All das ist schon gewährt.",
    .start_again =
        "Ihr Besuch ist abgelaufen oder wurde in einem anderen Fenster begonnen. Öffnen "
        "Sie den Link noch einmal.",
    .not_signed_in =
        "Die Anmeldung ist nicht gelungen. Öffnen Sie den Link, um es noch einmal zu versuchen.",
    .unavailable = "Das geht im Moment nicht. Bitte versuchen Sie es in einigen Minuten wieder.",
    .bad_request = "Die Anfrage ist nicht zu verstehen. Öffnen Sie den Link noch einmal.",
};

}  // namespace

const Texts& textsOf(PageLanguage language) {
    constexpr std::array<const Texts*, kPageLanguages> kTexts = {&kEnglish, &kPortuguese, &kGerman};
    return *kTexts.at(static_cast<std::size_t>(language));
}

}  // namespace concordat::consent
