#include "core/documents/agreement_words.hpp"

namespace concordat::documents {
namespace {

constexpr AgreementWords kEnglish{
    .cloud_title = "Cloud agreement: template",
    .customer_title = "Customer agreement: template",
    .agreement = "Agreement",
    .cloud = "Cloud",
    .language = "Language",
    .country = "Country",
    .version = "Version",
    .dated = "Date",
    .sections = {{
        {"What this document is",
         "This is a template that Concordat has made by itself. It is no agreement of anybody and "
         "no legal advice. The operator of this cloud replaces it by a text of its own before "
         "customers agree to anything."},
        {"Who agrees",
         "The customer agrees with the operator of the cloud. A partner that sells to the customer "
         "confirms to the operator who has agreed for the customer, and when."},
        {"What is provided",
         "The operator provides the subscriptions that are ordered for the customer, for the term "
         "and in the quantity that each order names."},
        {"Prices and payment",
         "Prices, invoices and payment are a matter between the customer and its partner, unless "
         "the operator's own text says otherwise."},
        {"Use",
         "The customer sees to it that its users follow the rules of use of the cloud, and keeps "
         "their means of signing in secret."},
        {"Data",
         "The customer's records are kept where the rules of this cloud require it and nowhere "
         "else. What is done with them is recorded."},
        {"Term and end",
         "The agreement lasts as long as the customer has subscriptions. When the account is "
         "erased, the personal data in it can be read no more."},
        {"Liability and law",
         "Liability, governing law and place of jurisdiction are for the operator's own text to "
         "say."},
    }},
    .footer = "Template, to be replaced by the operator of the cloud",
};

constexpr AgreementWords kGerman{
    .cloud_title = "Cloudvereinbarung: Vorlage",
    .customer_title = "Kundenvereinbarung: Vorlage",
    .agreement = "Vereinbarung",
    .cloud = "Cloud",
    .language = "Sprache",
    .country = "Land",
    .version = "Fassung",
    .dated = "Datum",
    .sections = {{
        {"Was dieses Dokument ist",
         "Dies ist eine Vorlage, die Concordat von sich aus erstellt hat. Sie ist keine "
         "Vereinbarung und keine Rechtsberatung. Der Betreiber dieser Cloud ersetzt sie durch "
         "einen eigenen Text, bevor Kunden irgendetwas zustimmen."},
        {"Wer zustimmt",
         "Der Kunde schließt die Vereinbarung mit dem Betreiber der Cloud. Ein Partner, der dem "
         "Kunden verkauft, bestätigt dem Betreiber, wer für den Kunden zugestimmt hat und wann."},
        {"Was geliefert wird",
         "Der Betreiber stellt die Abonnements bereit, die für den Kunden bestellt werden, für die "
         "Laufzeit und in der Menge, die jede Bestellung nennt."},
        {"Preise und Zahlung",
         "Preise, Rechnungen und Zahlung sind Sache zwischen dem Kunden und seinem Partner, "
         "soweit der eigene Text des Betreibers nichts anderes sagt."},
        {"Nutzung",
         "Der Kunde sorgt dafür, dass seine Benutzer die Nutzungsregeln der Cloud einhalten, und "
         "hält ihre Anmeldedaten geheim."},
        {"Daten",
         "Die Daten des Kunden liegen dort, wo die Regeln dieser Cloud es verlangen, und nirgends "
         "sonst. Was mit ihnen geschieht, wird aufgezeichnet."},
        {"Laufzeit und Ende",
         "Die Vereinbarung gilt, solange der Kunde Abonnements hat. Wird das Konto gelöscht, sind "
         "die personenbezogenen Daten darin nicht mehr lesbar."},
        {"Haftung und Recht",
         "Haftung, anwendbares Recht und Gerichtsstand regelt der eigene Text des Betreibers."},
    }},
    .footer = "Vorlage, vom Betreiber der Cloud zu ersetzen",
};

constexpr AgreementWords kPortuguese{
    .cloud_title = "Contrato de nuvem: modelo",
    .customer_title = "Contrato do cliente: modelo",
    .agreement = "Contrato",
    .cloud = "Nuvem",
    .language = "Idioma",
    .country = "País",
    .version = "Versão",
    .dated = "Data",
    .sections = {{
        {"O que é este documento",
         "Este é um modelo que o Concordat gerou por conta própria. Não é um contrato nem "
         "aconselhamento jurídico. O operador desta nuvem o substitui por um texto próprio antes "
         "que clientes concordem com qualquer coisa."},
        {"Quem concorda",
         "O cliente celebra o contrato com o operador da nuvem. Um parceiro que vende ao cliente "
         "confirma ao operador quem concordou pelo cliente e quando."},
        {"O que é fornecido",
         "O operador fornece as assinaturas encomendadas para o cliente, pelo prazo e na "
         "quantidade que cada pedido indica."},
        {"Preços e pagamento",
         "Preços, faturas e pagamento são assunto entre o cliente e seu parceiro, salvo se o texto "
         "próprio do operador disser outra coisa."},
        {"Uso",
         "O cliente cuida para que seus usuários sigam as regras de uso da nuvem e mantém em "
         "segredo os meios de acesso deles."},
        {"Dados",
         "Os registros do cliente ficam onde as regras desta nuvem exigem e em nenhum outro lugar. "
         "O que é feito com eles é registrado."},
        {"Prazo e término",
         "O contrato vale enquanto o cliente tiver assinaturas. Quando a conta é apagada, os dados "
         "pessoais nela não podem mais ser lidos."},
        {"Responsabilidade e lei",
         "Responsabilidade, lei aplicável e foro cabem ao texto próprio do operador."},
    }},
    .footer = "Modelo, a ser substituído pelo operador da nuvem",
};

}  // namespace

const AgreementWords* agreementWords(std::string_view language) {
    if (language == "en-US") return &kEnglish;
    if (language == "de-DE") return &kGerman;
    if (language == "pt-BR") return &kPortuguese;
    return nullptr;
}

}  // namespace concordat::documents
