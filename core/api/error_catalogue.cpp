#include "core/api/error_catalogue.hpp"

#include "core/api/error_border.hpp"
#include "core/base/error_codes.hpp"

namespace concordat::api {
namespace {

using enum ErrorKind;

// Whole sentences, for people; programs go by the code. English, Portuguese (Brazil) and German, in
// the order of Language. The last entry also stands for codes that are not here.
constexpr CatalogueEntry kEntries[] = {
    // Who asks. The first names the issuer, since clients come with another cloud's token more
    // often than with none.
    {codes::kAccessDenied,
     Unauthenticated,
     {"Access denied. This endpoint accepts tokens that {0} has issued for it.",
      "Acesso negado. Este endpoint aceita tokens emitidos para ele por {0}.",
      "Zugriff verweigert. Dieser Endpunkt nimmt Token an, die {0} für ihn ausgestellt hat."}},
    {codes::kTenantUnknown,
     Unauthenticated,
     {"The token is valid, but its tenant or application is not enrolled as a partner in this "
      "cloud.",
      "O token é válido, mas o locatário ou o aplicativo não está registrado como parceiro nesta "
      "nuvem.",
      "Das Token ist gültig, aber sein Mandant oder seine Anwendung ist in dieser Cloud nicht als "
      "Partner eingetragen."}},
    // What is not there. None of them tells whether it is another partner's.
    {codes::kResourceAbsent,
     NotFound,
     {"The resource does not exist.", "O recurso não existe.",
      "Die Ressource ist nicht vorhanden."}},
    {codes::kUnknownTenant,
     NotFound,
     {"There is no such customer.", "Esse cliente não existe.", "Diesen Kunden gibt es nicht."}},
    {codes::kUnknownUser,
     NotFound,
     {"The customer has no such user.", "O cliente não tem esse usuário.",
      "Der Kunde hat keinen solchen Benutzer."}},
    {codes::kUnknownSelfServePolicy,
     NotFound,
     {"You have no such self-serve policy.", "Você não tem essa política de autoatendimento.",
      "Sie haben keine solche Selbstbedienungsrichtlinie."}},
    {codes::kUnknownMpnId,
     NotFound,
     {"No organisation has this partner network id.",
      "Nenhuma organização tem este ID da rede de parceiros.",
      "Keine Organisation hat diese Partnernetzwerk-ID."}},
    {codes::kUnknownCountry,
     NotFound,
     {"{0} is not a country or region of this cloud.", "{0} não é um país ou região desta nuvem.",
      "{0} ist kein Land und keine Region dieser Cloud."}},
    {codes::kNoSuchPath,
     NotFound,
     {"No operation has this path.", "Nenhuma operação tem este caminho.",
      "Keine Operation hat diesen Pfad."}},
    {codes::kQuantityOutsideLimits,
     InvalidRequest,
     {"The quantity must be between {0} and {1}.", "A quantidade deve estar entre {0} e {1}.",
      "Die Menge muss zwischen {0} und {1} liegen."}},
    {codes::kOfferNotForSale,
     Forbidden,
     {"The offer {0} is not sold by itself as licences.",
      "A oferta {0} não é vendida separadamente como licenças.",
      "Das Angebot {0} wird nicht für sich allein als Lizenzen verkauft."}},
    {codes::kUnknownOrder,
     NotFound,
     {"There is no such order.", "Esse pedido não existe.", "Diese Bestellung gibt es nicht."}},
    {codes::kUnknownSubscription,
     NotFound,
     {"There is no such subscription.", "Essa assinatura não existe.",
      "Dieses Abonnement gibt es nicht."}},
    {codes::kOfferLimitReached,
     InvalidRequest,
     {"The customer has as many subscriptions of this offer as it may.",
      "O cliente já tem todas as assinaturas desta oferta que pode ter.",
      "Der Kunde hat so viele Abonnements dieses Angebots, wie er haben darf."}},
    {codes::kOfferUnknown,
     InvalidRequest,
     {"There is no such offer.", "Essa oferta não existe.", "Dieses Angebot gibt es nicht."}},
    {codes::kSubscriptionsActive,
     InvalidRequest,
     {"Suspend every active subscription of the customer first.",
      "Suspenda primeiro todas as assinaturas ativas do cliente.",
      "Halten Sie zuerst alle aktiven Abonnements des Kunden an."}},
    {codes::kOfferNotInCountry,
     InvalidRequest,
     {"The offer {0} is not sold in the customer's country or region.",
      "A oferta {0} não é vendida no país ou região do cliente.",
      "Das Angebot {0} wird im Land oder in der Region des Kunden nicht verkauft."}},
    {codes::kLineItemNumber,
     InvalidRequest,
     {"The line items must be numbered from 0 without gaps, each number once.",
      "Os itens de linha devem ser numerados a partir de 0, sem lacunas nem repetições.",
      "Die Positionen müssen ab 0 lückenlos nummeriert sein, jede Nummer einmal."}},
    {codes::kSubscriptionSuspended,
     InvalidRequest,
     {"The subscription is suspended: only its status can be changed.",
      "A assinatura está suspensa: só o status pode ser alterado.",
      "Das Abonnement ist angehalten: Nur sein Status kann geändert werden."}},
    {codes::kStatusNotEditable,
     InvalidRequest,
     {"The subscription has been suspended for more than 90 days and cannot be reactivated.",
      "A assinatura está suspensa há mais de 90 dias e não pode ser reativada.",
      "Das Abonnement ist seit mehr als 90 Tagen angehalten und kann nicht reaktiviert werden."}},
    // Requests that fit no operation, or whose body does not.
    {codes::kMethodNotAllowed,
     MethodNotAllowed,
     {"This path does not take the method; the header Allow lists those that it takes.",
      "Este caminho não aceita o método; o cabeçalho Allow lista os que aceita.",
      "Dieser Pfad nimmt die Methode nicht an; der Header Allow nennt die möglichen."}},
    {codes::kBodyTooLarge,
     TooLarge,
     {"The body is larger than {0} bytes.", "O corpo tem mais de {0} bytes.",
      "Der Rumpf ist größer als {0} Bytes."}},
    {codes::kUnsupportedMediaType,
     UnsupportedMediaType,
     {"The body must be application/json.", "O corpo deve ser application/json.",
      "Der Rumpf muss application/json sein."}},
    // Not now: the same request may succeed later.
    {codes::kThrottled,
     TooManyRequests,
     {"Too many requests. Try again after {0} seconds.",
      "Excesso de solicitações. Tente novamente após {0} segundos.",
      "Zu viele Anfragen. Versuchen Sie es nach {0} Sekunden erneut."}},
    {codes::kNotBuilt,
     NotBuilt,
     {"The operation {0} is known, but this server does not carry it out yet.",
      "A operação {0} é conhecida, mas este servidor ainda não a executa.",
      "Die Operation {0} ist bekannt, aber dieser Server führt sie noch nicht aus."}},
    {codes::kStoreUnavailable,
     StoreUnavailable,
     {"The data store did not answer in time. Try again.",
      "O armazenamento de dados não respondeu a tempo. Tente novamente.",
      "Der Datenspeicher hat nicht rechtzeitig geantwortet. Versuchen Sie es erneut."}},
    {codes::kKeysAwaited,
     Overloaded,
     {"The token is signed with a key that is being fetched from its issuer. Try again after a "
      "pause.",
      "O token está assinado com uma chave que está sendo obtida do emissor. Tente novamente após "
      "uma pausa.",
      "Das Token ist mit einem Schlüssel signiert, der gerade vom Aussteller geholt wird. "
      "Versuchen Sie es nach einer Pause erneut."}},
    {codes::kCloudStopped,
     Overloaded,
     {"This cloud serves nothing until its operator has restarted it: one of its rules does not "
      "answer.",
      "Esta nuvem não atende a nada até que seu operador a reinicie: uma de suas regras não "
      "responde.",
      "Diese Cloud bedient nichts, bis ihr Betreiber sie neu gestartet hat: eine ihrer Regeln "
      "antwortet nicht."}},
    {codes::kOverloaded,
     Overloaded,
     {"The server is busy. Try again after a pause.",
      "O servidor está ocupado. Tente novamente após uma pausa.",
      "Der Server ist ausgelastet. Versuchen Sie es nach einer Pause erneut."}},
    // Not here, or not by this caller. A partner may know which operation and which cloud it asked.
    {codes::kNotOfferedInCloud,
     NotOffered,
     {"The operation {0} is not available in the cloud {1}.",
      "A operação {0} não está disponível na nuvem {1}.",
      "Die Operation {0} ist in der Cloud {1} nicht verfügbar."}},
    {codes::kNotOfferedSeePortal,
     NotOffered,
     {"The operation {0} is not available in the cloud {1}. Use {2} instead.",
      "A operação {0} não está disponível na nuvem {1}. Use {2}.",
      "Die Operation {0} ist in der Cloud {1} nicht verfügbar. Verwenden Sie stattdessen {2}."}},
    {codes::kRoleLacksRights,
     Forbidden,
     {"Your role does not allow the operation {0}.", "Sua função não permite a operação {0}.",
      "Ihre Rolle erlaubt die Operation {0} nicht."}},
    {codes::kUserTokenRequired,
     Forbidden,
     {"The operation {0} needs the token of a user; an application alone may not call it.",
      "A operação {0} exige o token de um usuário; um aplicativo sozinho não pode chamá-la.",
      "Die Operation {0} braucht das Token eines Benutzers; eine Anwendung allein darf sie nicht "
      "aufrufen."}},
    {codes::kProgrammeInactive,
     Forbidden,
     {"Your partner account is suspended and cannot do this.",
      "Sua conta de parceiro está suspensa e não pode fazer isto.",
      "Ihr Partnerkonto ist gesperrt und kann dies nicht tun."}},
    {codes::kCountryNotAllowed,
     Forbidden,
     {"Your partner account does not sell in this country or region.",
      "Sua conta de parceiro não vende neste país ou região.",
      "Ihr Partnerkonto verkauft nicht in diesem Land oder dieser Region."}},
    // For rules whose own text cannot be had; usually the cloud's words stand in its place.
    {codes::kRuleRefused,
     InvalidRequest,
     {"The rule {0} of this cloud does not allow the request.",
      "A regra {0} desta nuvem não permite a solicitação.",
      "Die Regel {0} dieser Cloud lässt die Anfrage nicht zu."}},
    // Somebody was faster.
    {codes::kStaleEtag,
     Conflict,
     {"The resource has changed since it was read. Read it again and repeat the change.",
      "O recurso mudou desde que foi lido. Leia-o novamente e repita a alteração.",
      "Die Ressource wurde seit dem Lesen geändert. Lesen Sie sie erneut und wiederholen Sie die "
      "Änderung."}},
    {codes::kDomainTaken,
     Conflict,
     {"The domain {0} is taken.", "O domínio {0} já está em uso.", "Die Domäne {0} ist vergeben."}},
    {codes::kRequestIdReused,
     Conflict,
     {"This MS-RequestId has been used for another request.",
      "Este MS-RequestId já foi usado para outra solicitação.",
      "Diese MS-RequestId wurde bereits für eine andere Anfrage verwendet."}},
    {codes::kIdempotencyPending,
     Conflict,
     {"This request has been carried out before, and its reply is no longer kept. Read what it "
      "changed before you send it again.",
      "Esta solicitação já foi executada e sua resposta não está mais guardada. Leia o que ela "
      "alterou antes de enviá-la novamente.",
      "Diese Anfrage wurde bereits ausgeführt, und ihre Antwort wird nicht mehr aufbewahrt. Lesen "
      "Sie, was sie geändert hat, bevor Sie sie erneut senden."}},
    // What is wrong with the request: names of members, never their values.
    {codes::kBadProperty,
     InvalidRequest,
     {"The value of {0} is not acceptable.", "O valor de {0} não é aceitável.",
      "Der Wert von {0} ist nicht zulässig."}},
    {codes::kPrincipalNameTaken,
     Conflict,
     {"Another user has this {0}.", "Outro usuário tem este {0}.",
      "Ein anderer Benutzer hat diesen Wert von {0}."}},
    {codes::kBadSelfServePolicyId,
     InvalidRequest,
     {"{0} is not the id of a self-serve policy.",
      "{0} não é o ID de uma política de autoatendimento.",
      "{0} ist keine ID einer Selbstbedienungsrichtlinie."}},
    {codes::kSelfServePolicyHeld,
     Conflict,
     {"You have a self-serve policy for this customer already.",
      "Você já tem uma política de autoatendimento para este cliente.",
      "Sie haben für diesen Kunden bereits eine Selbstbedienungsrichtlinie."}},
    {codes::kAgreementConfirmed,
     Conflict,
     {"You have confirmed this agreement of the customer already.",
      "Você já confirmou este contrato do cliente.",
      "Sie haben diese Vereinbarung des Kunden bereits bestätigt."}},
    {codes::kAccessRefused,
     Forbidden,
     {"The customer does not let you administer its directory.",
      "O cliente não permite que você administre o diretório dele.",
      "Der Kunde lässt Sie sein Verzeichnis nicht verwalten."}},
    {codes::kMemberMissing,
     InvalidRequest,
     {"{0} is required.", "{0} é obrigatório.", "{0} ist erforderlich."}},
    {codes::kMalformedInput,
     InvalidRequest,
     {"The request is malformed.", "A solicitação está malformada.",
      "Die Anfrage ist fehlerhaft aufgebaut."}},
    {codes::kTooSlow,
     InvalidRequest,
     {"The request did not arrive in time.", "A solicitação não chegou a tempo.",
      "Die Anfrage ist nicht rechtzeitig eingetroffen."}},
    {codes::kHeadTooLarge,
     InvalidRequest,
     {"The request's headers are too large.", "Os cabeçalhos da solicitação são grandes demais.",
      "Die Header der Anfrage sind zu groß."}},
    {codes::kUnknownEnumValue,
     InvalidRequest,
     {"{0} holds a word that is not known.", "{0} contém uma palavra desconhecida.",
      "{0} enthält ein unbekanntes Wort."}},
    {codes::kBadHeader,
     InvalidRequest,
     {"The header {0} is not acceptable.", "O cabeçalho {0} não é aceitável.",
      "Der Header {0} ist nicht zulässig."}},
    {codes::kBadFilter,
     InvalidRequest,
     {"The filter cannot be used: {0}.", "O filtro não pode ser usado: {0}.",
      "Der Filter ist nicht verwendbar: {0}."}},
    {codes::kBadContinuationToken,
     InvalidRequest,
     {"The continuation token is not one of this list.",
      "O token de continuação não pertence a esta lista.",
      "Das Fortsetzungstoken gehört nicht zu dieser Liste."}},
    {codes::kBadPageSize,
     InvalidRequest,
     {"size must be {0} to {1}, or 0 for the default.",
      "size deve ser de {0} a {1}, ou 0 para o padrão.",
      "size muss {0} bis {1} sein, oder 0 für die Vorgabe."}},
    {codes::kAuditWindow,
     InvalidRequest,
     {"startDate must not be older than {0} days.", "startDate não pode ter mais de {0} dias.",
      "startDate darf nicht älter als {0} Tage sein."}},
    // What clouds' rules answer with, by the code that their facts name.
    {codes::kAddressInvalid,
     InvalidRequest,
     {"The address is not valid.", "O endereço não é válido.", "Die Adresse ist nicht gültig."}},
    {codes::kRegistrationNumberNotSupported,
     InvalidRequest,
     {"Customers in this country or region have no organisation registration number.",
      "Clientes neste país ou região não têm número de registro da organização.",
      "Kunden in diesem Land oder dieser Region haben keine Registernummer."}},
    {codes::kRegistrationNumberMissing,
     InvalidRequest,
     {"The organisation registration number is required in this country or region.",
      "O número de registro da organização é obrigatório neste país ou região.",
      "Die Registernummer ist in diesem Land oder dieser Region erforderlich."}},
    {codes::kRegistrationNumberInvalid,
     InvalidRequest,
     {"The organisation registration number does not have the form of this country or region.",
      "O número de registro da organização não tem o formato deste país ou região.",
      "Die Registernummer hat nicht die Form dieses Landes oder dieser Region."}},
    {codes::kPhoneNumberMissing,
     InvalidRequest,
     {"A telephone number is required in this country or region.",
      "Um número de telefone é obrigatório neste país ou região.",
      "In diesem Land oder dieser Region ist eine Telefonnummer erforderlich."}},
    // Sandboxes.
    {codes::kSandboxQuota,
     InvalidRequest,
     {"The sandbox has as many customers as it may have.",
      "A área restrita já tem o máximo de clientes permitido.",
      "Die Sandbox hat bereits so viele Kunden, wie sie haben darf."}},
    {codes::kSandboxSubscriptions,
     Forbidden,
     {"The customer has as many subscriptions as it may have in the sandbox.",
      "O cliente já tem todas as assinaturas que pode ter na área restrita.",
      "Der Kunde hat bereits so viele Abonnements, wie er in der Sandbox haben darf."}},
    {codes::kSandboxLicences,
     Forbidden,
     {"A subscription in the sandbox has at most {0} licences.",
      "Uma assinatura na área restrita tem no máximo {0} licenças.",
      "Ein Abonnement in der Sandbox hat höchstens {0} Lizenzen."}},
    {codes::kValidationCodeUsedUp,
     InvalidRequest,
     {"No use is left of the validation code.", "Não resta nenhum uso do código de validação.",
      "Der Prüfcode ist aufgebraucht."}},
    {codes::kValidationUnknown,
     NotFound,
     {"The customer's account has no validation status.",
      "A conta do cliente não tem status de validação.",
      "Das Konto des Kunden hat keinen Prüfstatus."}},
    {codes::kQualificationHeld,
     Conflict,
     {"The customer has this qualification already, or its review is not finished.",
      "O cliente já tem esta qualificação ou a análise dela não terminou.",
      "Der Kunde hat diese Qualifikation bereits, oder ihre Prüfung läuft noch."}},
    // What partners are to one another.
    {codes::kNoCommercialRelationship,
     Forbidden,
     {"The customer is another partner's, who lets you see it.",
      "O cliente é de outro parceiro, que permite apenas que você o veja.",
      "Der Kunde gehört einem anderen Partner, der Sie ihn sehen lässt."}},
    {codes::kNotAReseller,
     InvalidRequest,
     {"This is no indirect reseller with an active partnership.",
      "Não é um revendedor indireto com uma parceria ativa.",
      "Das ist kein indirekter Händler mit einer aktiven Partnerschaft."}},
    {codes::kNotAProvider,
     InvalidRequest,
     {"Only an indirect provider may do this.", "Somente um provedor indireto pode fazer isto.",
      "Das darf nur ein indirekter Anbieter."}},
    {codes::kInvitationUnusable,
     NotFound,
     {"The invitation does not exist, has expired or was used.",
      "O convite não existe, expirou ou já foi usado.",
      "Die Einladung gibt es nicht, sie ist abgelaufen oder wurde benutzt."}},
    {codes::kAlreadyPartners,
     Conflict,
     {"The two partners have an active partnership already.",
      "Os dois parceiros já têm uma parceria ativa.",
      "Die beiden Partner haben bereits eine aktive Partnerschaft."}},
    {codes::kNoPartnership,
     NotFound,
     {"There is no active partnership with this partner.",
      "Não há parceria ativa com este parceiro.",
      "Mit diesem Partner gibt es keine aktive Partnerschaft."}},
    {codes::kRelationshipHeld,
     Conflict,
     {"The customer has this relationship and delegated administration already.",
      "O cliente já tem este relacionamento e a administração delegada.",
      "Der Kunde hat diese Beziehung und die delegierte Verwaltung bereits."}},
    {codes::kDelegationWithdrawn,
     Conflict,
     {"The customer grants no delegated administration.",
      "O cliente não concede administração delegada.",
      "Der Kunde gewährt keine delegierte Verwaltung."}},
    {codes::kTooManyInvitations,
     InvalidRequest,
     {"As many invitations as may be are still good.",
      "Já há o máximo de convites válidos permitido.",
      "Es gelten bereits so viele Einladungen, wie es sein dürfen."}},
    {codes::kWebhooksOff,
     Forbidden,
     {"The operator of this cloud has not switched webhooks on.",
      "O operador desta nuvem não ativou os webhooks.",
      "Der Betreiber dieser Cloud hat Webhooks nicht eingeschaltet."}},
    {codes::kWebhookTarget,
     InvalidRequest,
     {"The address in {0} is not one that this cloud delivers to: it takes absolute https "
      "addresses "
      "without user and fragment, on the hosts that its operator lists.",
      "O endereço em {0} não é um dos que esta nuvem aceita: são aceitos endereços https "
      "absolutos, "
      "sem usuário nem fragmento, nos hosts que o operador lista.",
      "An die Adresse in {0} liefert diese Cloud nicht: Sie nimmt vollständige https-Adressen ohne "
      "Benutzer und Fragment, auf Hosts, die ihr Betreiber nennt."}},
    {codes::kWebhookRegistered,
     Conflict,
     {"There is a registration already; change it with PUT.",
      "Já existe um registro; altere-o com PUT.",
      "Es gibt schon eine Registrierung; ändern Sie sie mit PUT."}},
    {codes::kTestEventNotRegistered,
     InvalidRequest,
     {"The registration does not name the event test-created.",
      "O registro não inclui o evento test-created.",
      "Die Registrierung nennt das Ereignis test-created nicht."}},
    {codes::kNotInThisEnvironment,
     InvalidRequest,
     {"The operation is available in an integration sandbox only.",
      "A operação só está disponível em uma área restrita de integração.",
      "Die Operation ist nur in einer Integrations-Sandbox verfügbar."}},
    {codes::kUnexpected,
     Internal,
     {"Something unexpected happened. It has been logged under the correlation id.",
      "Ocorreu algo inesperado. Foi registrado com o ID de correlação.",
      "Etwas Unerwartetes ist geschehen. Es wurde unter der Korrelations-ID protokolliert."}},
};

// By code and kind; a code with another kind still has its text, since a rule may use any code with
// its own status.
const CatalogueEntry& entryOf(const Error& error) {
    const CatalogueEntry* same_code = nullptr;
    for (const auto& entry : kEntries) {
        if (entry.code != error.code()) continue;
        if (entry.kind == error.kind()) return entry;
        if (same_code == nullptr) same_code = &entry;
    }
    return same_code != nullptr ? *same_code : kEntries[std::size(kEntries) - 1];
}

// Null where the cloud's catalogue lacks it.
const std::string* translationOf(const Error& error, const rules::Catalogue& own) {
    const auto code = std::to_string(error.code());
    auto found = own.texts.find(code + "-" + std::to_string(httpStatusFor(error.kind())));
    if (found == own.texts.end()) found = own.texts.find(code);
    return found == own.texts.end() ? nullptr : &found->second;
}

}  // namespace

std::span<const CatalogueEntry> catalogue() noexcept {
    return kEntries;
}

std::string describe(const Error& error, Language language, const rules::Catalogue* own) {
    const auto* const translated = own == nullptr ? nullptr : translationOf(error, *own);
    const auto text = translated != nullptr
                          ? std::string_view(*translated)
                          : entryOf(error).text[static_cast<std::size_t>(language)];
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        // Places have one digit; of our own, no text holds a brace otherwise.
        const bool place = text[at] == '{' && at + 2 < text.size() && text[at + 2] == '}' &&
                           text[at + 1] >= '0' && text[at + 1] <= '9';
        if (!place) {
            out.push_back(text[at]);
            continue;
        }
        const auto index = static_cast<std::size_t>(text[at + 1] - '0');
        if (index < error.arguments().size()) out += error.arguments()[index];
        at += 2;
    }
    return out;
}

}  // namespace concordat::api
