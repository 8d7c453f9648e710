#include "core/consent/consent_pages.hpp"

#include <charconv>

#include "core/base/error.hpp"
#include "core/base/log.hpp"
#include "core/base/sha256.hpp"
#include "core/base/text.hpp"
#include "core/consent/consent_page.hpp"
#include "core/consent/withdrawal_page.hpp"
#include "core/http/html_page.hpp"
#include "core/identity/base64url.hpp"
#include "core/identity/form.hpp"

namespace concordat::consent {
namespace {

using identity::Form;
using identity::parseForm;
using identity::valueOf;

constexpr std::string_view kFolder = "/consent/";
constexpr std::string_view kCallback = "callback";
constexpr std::string_view kAnswer = "answer";
constexpr std::string_view kPartners = "partners";
constexpr std::string_view kFormType = "application/x-www-form-urlencoded";
/// Far above the form.
constexpr std::size_t kMostBody = std::size_t{16} * 1024;
/// A reply that names more than a few hundred bytes of link is no link of ours.
constexpr std::size_t kMostLink = 512;
constexpr unsigned kMostDays = 730;

constexpr int kSeeOther = 303;
constexpr int kBadRequest = 400;
constexpr int kForbidden = 403;
constexpr int kNotFound = 404;
constexpr int kWrongMethod = 405;
constexpr int kConflict = 409;
constexpr int kFault = 500;
constexpr int kUnavailable = 503;

bool isPage(const http::Request& request) {
    return request.path.starts_with(kFolder);
}

bool isForm(std::string_view content_type) {
    auto type = content_type.substr(0, content_type.find(';'));
    while (type.ends_with(' ')) type.remove_suffix(1);
    return equalsIgnoringCase(type, kFormType);
}

int statusOf(Refusal refusal) {
    switch (refusal) {
        case Refusal::Unusable:
            return kNotFound;
        case Refusal::Used:
        case Refusal::Held:
            return kConflict;
        case Refusal::NotAdministrator:
        case Refusal::NotReseller:
        case Refusal::NotCustomer:
        case Refusal::Suspended:
            return kForbidden;
    }
    return kForbidden;
}

int statusOf(Mishap mishap) {
    if (mishap == Mishap::Unavailable) return kUnavailable;
    return mishap == Mishap::NotSignedIn ? kForbidden : kBadRequest;
}

/// The value of a cookie; of two of one name the first, as browsers send the more specific one
/// first.
std::string_view cookieOf(const http::Request& request, std::string_view name) {
    for (const auto& field : request.headers) {
        if (!equalsIgnoringCase(field.name, "Cookie")) continue;
        for (auto rest = field.value; !rest.empty();) {
            auto pair = rest.substr(0, rest.find(';'));
            rest.remove_prefix(std::min(pair.size() + 1, rest.size()));
            while (pair.starts_with(' ')) pair.remove_prefix(1);
            if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
                return pair.substr(name.size() + 1);
        }
    }
    return {};
}

/// The language that the link asks for, or the browser.
PageLanguage languageOf(const http::Request& request) {
    const auto query = parseForm(request.query);
    const auto wanted = query ? valueOf(*query, "lang") : std::string_view();
    return wanted.empty() ? pageLanguageOf(request.header("Accept-Language"))
                          : pageLanguageOfTag(wanted);
}

/// When delegated administration ends by itself; false for a number that the form does not offer.
bool readUntil(const Form& form, Instant now, std::optional<Instant>& until) {
    const auto text = valueOf(form, "days");
    if (text.empty()) return true;
    unsigned days = 0;
    const auto* const end = text.data() + text.size();
    const auto [at, fault] = std::from_chars(text.data(), end, days);
    if (fault != std::errc{} || at != end || days == 0 || days > kMostDays) return false;
    until = now + std::chrono::days(days);
    return true;
}

/// What a form says; nothing for one that no page has.
std::optional<Answer> answerOf(const Form& form, Instant now) {
    const auto decision = valueOf(form, "decision");
    Answer answer{decision == "accept", {}};
    if (!answer.accept && decision != "decline") return std::nullopt;
    if (!readUntil(form, now, answer.until)) return std::nullopt;
    return answer;
}

/// What a form takes back; nothing for one that no page has.
std::optional<Withdrawal> withdrawalOf(const Form& form) {
    const auto partner = Uuid::parse(valueOf(form, "partner"));
    const auto relationship = valueOf(form, "relationship");
    const auto granular = Uuid::parse(relationship);
    if (!partner || valueOf(form, "decision") != "withdraw") return std::nullopt;
    if (!relationship.empty() && !granular) return std::nullopt;
    Withdrawal withdrawal{PartnerId{*partner}, std::nullopt};
    if (granular) withdrawal.granular = relationships::GranularId{*granular};
    return withdrawal;
}

/// The form of a request; nothing when it is none.
std::optional<Form> formOf(const http::Request& request) {
    const bool readable = isForm(request.header("Content-Type")) && !request.body_too_large &&
                          request.body.size() <= kMostBody;
    return readable ? parseForm(request.body) : std::nullopt;
}

bool hasAllTicks(const Form& form, AskKind kind) {
    const bool terms = valueOf(form, "terms") == "yes";
    return terms && (kind == AskKind::Invitation || valueOf(form, "delegation") == "yes");
}

}  // namespace

/// One request on its way to its page.
struct ConsentPages::Exchange {
    const http::Request& request;
    http::Reply& reply;
    Instant now;
    PageLanguage language = PageLanguage::English;

    void show(int status, std::string html) const {
        reply.status = status;
        for (const auto& [name, value] : http::pageHeaders()) reply.addHeader(name, value);
        reply.addHeader("Vary", "Accept-Language, Cookie");
        reply.body = std::move(html);
    }

    void show(Refusal refusal, std::string_view user_name = {}) const {
        show(statusOf(refusal), refusalPage(language, refusal, user_name));
    }

    void show(Mishap mishap) const { show(statusOf(mishap), mishapPage(language, mishap)); }

    /// `address` holds nothing that came from outside unencoded.
    void leadTo(std::string_view address) const {
        reply.status = kSeeOther;
        reply.addHeader("Location", address);
        reply.addHeader("Cache-Control", "no-store");
        reply.addHeader("Referrer-Policy", "same-origin");
    }
};

http::Placement ConsentPages::placementOf(const http::Request& head) noexcept {
    return isPage(head) ? http::Placement::Worker : inner_.placementOf(head);
}

bool ConsentPages::wantsBody(const http::Request& head) noexcept {
    if (!isPage(head)) return inner_.wantsBody(head);
    return head.method == http::Method::Post;
}

void ConsentPages::serve(const http::Request& request, http::Reply& reply) noexcept try {
    if (!isPage(request)) return inner_.serve(request, reply);
    Exchange exchange{request, reply, parts_.clock.now()};
    try {
        exchange.language = languageOf(request);
        route(exchange);
    } catch (const Error& error) {
        reply.reset();
        if (error.kind() == ErrorKind::StoreUnavailable) return exchange.show(Mishap::Unavailable);
        logEvent(Severity::Error, "CONSENT-PAGE-FAILED", "A consent page could not be made",
                 {{"code", std::to_string(error.code())}});
        exchange.show(kFault, mishapPage(exchange.language, Mishap::Unavailable));
    }
} catch (...) {
    reply.reset();
    reply.status = kFault;
}

void ConsentPages::route(Exchange& exchange) {
    const auto& request = exchange.request;
    const auto place = request.path.substr(kFolder.size());
    const bool gets = request.method == http::Method::Get || request.method == http::Method::Head;
    const bool has_form = place == kAnswer || place == kPartners;
    const bool posts = request.method == http::Method::Post && has_form;
    if (!gets && !posts) {
        exchange.show(kWrongMethod, mishapPage(exchange.language, Mishap::BadRequest));
        return exchange.reply.addHeader("Allow", has_form ? "GET, HEAD, POST" : "GET, HEAD");
    }
    if (place == kCallback) return comeBack(exchange);
    if (place == kAnswer) return posts ? takeAnswer(exchange) : showAsk(exchange);
    if (place == kPartners) return posts ? withdraw(exchange) : showPartners(exchange);
    openLink(exchange, place);
}

void ConsentPages::openLink(Exchange& exchange, std::string_view link) {
    const auto opened = link.size() > kMostLink ? std::variant<Ask, Refusal>(Refusal::Unusable)
                                                : parts_.desk.open(link, exchange.now);
    if (const auto* refusal = std::get_if<Refusal>(&opened)) return exchange.show(*refusal);
    const auto& ask = std::get<Ask>(opened);
    const bool of_customers = ask.kind != AskKind::Invitation;
    signIn(exchange, link, of_customers ? std::optional(ask.partner) : std::nullopt);
}

/// `partner`: whose customers are looked for; absent: anybody may sign in.
void ConsentPages::signIn(Exchange& exchange, std::string_view link,
                          std::optional<PartnerId> partner) {
    const auto visit = beginVisit(std::string(link), exchange.language, exchange.now);
    identity::SignInRequest sign_in;
    sign_in.client_id = settings_.client_id;
    sign_in.redirect_uri = settings_.redirectUri();
    sign_in.state = parts_.signer.stateOf(visit);
    sign_in.nonce = parts_.signer.nonceOf(visit);
    sign_in.code_challenge = identity::encodeBase64Url(sha256({parts_.signer.verifierOf(visit)}));
    sign_in.language = tagOf(visit.language);
    sign_in.partner = partner;
    const auto address = parts_.authority.addressFor(sign_in, exchange.now);
    if (!address) return exchange.show(Mishap::Unavailable);
    setCookie(exchange.reply, &visit);
    exchange.leadTo(*address);
}

void ConsentPages::comeBack(Exchange& exchange) {
    const auto query = parseForm(exchange.request.query);
    auto visit = visitOf(exchange.request, exchange.now);
    if (!visit || visit->user || !query ||
        !isSameSecret(valueOf(*query, "state"), parts_.signer.stateOf(*visit)))
        return exchange.show(Mishap::StartAgain);
    exchange.language = visit->language;
    const auto code = valueOf(*query, "code");
    if (code.empty()) return exchange.show(Mishap::NotSignedIn);
    const auto token =
        parts_.authority.redeem({settings_.client_id, settings_.redirectUri(), std::string(code),
                                 parts_.signer.verifierOf(*visit)},
                                exchange.now);
    if (!token) return exchange.show(Mishap::NotSignedIn);
    auto verdict = parts_.verifier.verify(*token, parts_.signer.nonceOf(*visit), exchange.now);
    if (!verdict.user)
        return exchange.show(verdict.fault == identity::TokenFault::KeysAwaited
                                 ? Mishap::Unavailable
                                 : Mishap::NotSignedIn);
    // Another seed: what was known before the sign-in is worth nothing after it.
    auto signed_in = beginVisit(std::move(visit->link), visit->language, exchange.now);
    signed_in.user = std::move(verdict.user);
    setCookie(exchange.reply, &signed_in);
    exchange.leadTo(signed_in.link.empty() ? settings_.partnersUrl()
                                           : settings_.linkUrl() + std::string(kAnswer));
}

void ConsentPages::showAsk(Exchange& exchange) {
    const auto visit = visitOf(exchange.request, exchange.now);
    if (!visit || !visit->user) return exchange.show(Mishap::StartAgain);
    exchange.language = visit->language;
    const auto& name = visit->user->user_name;
    if (const auto refusal = parts_.desk.check(visit->link, *visit->user, exchange.now))
        return exchange.show(*refusal, name);
    const auto opened = parts_.desk.open(visit->link, exchange.now);
    if (const auto* refusal = std::get_if<Refusal>(&opened)) return exchange.show(*refusal, name);
    exchange.show(200, askPage(visit->language, std::get<Ask>(opened),
                               {parts_.signer.formTokenOf(*visit), name}));
}

void ConsentPages::takeAnswer(Exchange& exchange) {
    const auto visit = visitOf(exchange.request, exchange.now);
    if (!visit || !visit->user) return exchange.show(Mishap::StartAgain);
    exchange.language = visit->language;
    const auto form = formOf(exchange.request);
    if (!form) return exchange.show(Mishap::BadRequest);
    if (!isOwnForm(exchange, *visit, *form))
        return exchange.show(kForbidden, mishapPage(visit->language, Mishap::StartAgain));
    const auto& name = visit->user->user_name;
    const auto opened = parts_.desk.open(visit->link, exchange.now);
    if (const auto* refusal = std::get_if<Refusal>(&opened)) return exchange.show(*refusal, name);
    const auto& ask = std::get<Ask>(opened);
    const auto answer = answerOf(*form, exchange.now);
    if (!answer) return exchange.show(Mishap::BadRequest);
    if (answer->accept && !hasAllTicks(*form, ask.kind))
        return exchange.show(kBadRequest, askPage(visit->language, ask,
                                                  {parts_.signer.formTokenOf(*visit), name, true}));
    const auto refusal = parts_.desk.answer(visit->link, *visit->user, *answer, exchange.now);
    if (refusal) return exchange.show(*refusal, name);
    setCookie(exchange.reply, nullptr);
    exchange.show(200, donePage(visit->language, ask.kind, answer->accept));
}

// A visit without a link is one of this page.
void ConsentPages::showPartners(Exchange& exchange) {
    const auto visit = visitOf(exchange.request, exchange.now);
    if (!visit || !visit->user || !visit->link.empty()) return signIn(exchange, {}, std::nullopt);
    exchange.language = visit->language;
    const auto& name = visit->user->user_name;
    const auto listed = parts_.withdrawals.list(*visit->user);
    if (const auto* refusal = std::get_if<Refusal>(&listed)) return exchange.show(*refusal, name);
    exchange.show(200, partnersPage(visit->language, std::get<std::vector<Administration>>(listed),
                                    parts_.signer.formTokenOf(*visit), name));
}

void ConsentPages::withdraw(Exchange& exchange) {
    const auto visit = visitOf(exchange.request, exchange.now);
    if (!visit || !visit->user || !visit->link.empty()) return exchange.show(Mishap::StartAgain);
    exchange.language = visit->language;
    const auto form = formOf(exchange.request);
    const auto withdrawal = form ? withdrawalOf(*form) : std::nullopt;
    if (!withdrawal) return exchange.show(Mishap::BadRequest);
    if (!isOwnForm(exchange, *visit, *form))
        return exchange.show(kForbidden, mishapPage(visit->language, Mishap::StartAgain));
    const auto refusal = parts_.withdrawals.withdraw(*visit->user, *withdrawal, exchange.now);
    if (refusal) return exchange.show(*refusal, visit->user->user_name);
    exchange.leadTo(settings_.partnersUrl());
}

bool ConsentPages::isOwnForm(const Exchange& exchange, const Visit& visit, const Form& form) const {
    return comesFromHere(exchange.request) &&
           isSameSecret(valueOf(form, "token"), parts_.signer.formTokenOf(visit));
}

std::optional<Visit> ConsentPages::visitOf(const http::Request& request, Instant now) const {
    return parts_.signer.open(cookieOf(request, cookieName()), now);
}

/// What browsers say of where a form comes from; those that say nothing have the form's token.
bool ConsentPages::comesFromHere(const http::Request& request) const {
    const auto origin = request.header("Origin");
    const auto site = request.header("Sec-Fetch-Site");
    return (origin.empty() || origin == http::originOf(settings_.public_url)) &&
           (site.empty() || site == "same-origin");
}

/// By its first part a browser keeps a cookie that other hosts could not have set; only over TLS.
std::string ConsentPages::cookieName() const {
    return settings_.public_url.starts_with("https://") ? "__Host-concordat-consent"
                                                        : "concordat-consent";
}

void ConsentPages::setCookie(http::Reply& reply, const Visit* visit) const {
    // Lax, not Strict: the authority, which may be another site, leads the browser back.
    constexpr std::string_view kAttributes = "; Path=/; HttpOnly; SameSite=Lax; Max-Age=";
    auto cookie = cookieName() + "=" + (visit ? parts_.signer.seal(*visit) : std::string());
    cookie.append(kAttributes);
    cookie += std::to_string(visit ? std::chrono::seconds(kVisitLife).count() : 0);
    if (settings_.public_url.starts_with("https://")) cookie += "; Secure";
    reply.addHeader("Set-Cookie", cookie);
}

}  // namespace concordat::consent
