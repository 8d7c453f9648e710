#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/time.hpp"
#include "core/consent/consent_desk.hpp"
#include "core/consent/visit.hpp"
#include "core/consent/withdrawal_desk.hpp"
#include "core/http/service.hpp"
#include "core/identity/form.hpp"
#include "core/identity/id_token_verifier.hpp"
#include "core/identity/sign_in_authority.hpp"

namespace concordat::consent {

/// Where the pages are and as what they sign people in.
struct ConsentSettings {
    /// Scheme, host and port under which browsers reach them, without a slash at the end.
    std::string public_url;
    std::string client_id;

    /// Where links lead: the text of a link follows.
    [[nodiscard]] std::string linkUrl() const { return public_url + "/consent/"; }
    /// Where customers see who administers them.
    [[nodiscard]] std::string partnersUrl() const { return linkUrl() + "partners"; }
    /// What the authority must have registered.
    [[nodiscard]] std::string redirectUri() const { return linkUrl() + "callback"; }
};

/// Stands before a cloud's API and answers everything below /consent/ itself, for people with a
/// browser:
///
///     GET  /consent/LINK      leads to the authority; ?lang= chooses the language of all pages
///     GET  /consent/callback  where the authority sends the browser back
///     GET  /consent/answer    the page that asks
///     POST /consent/answer    its form
///     GET  /consent/partners  leads to the authority, then shows who administers the customer
///     POST /consent/partners  takes that back
///
/// All else is `inner`'s. Pages work without scripts, in any number of windows one after the other.
/// Nothing is kept of a visit but its signed cookie. Called as any Service; on workers, since
/// stores and the authority may block. Not in the access log.
class ConsentPages final : public http::Service {
public:
    /// All of it outlives the pages.
    struct Parts {
        ConsentDesk& desk;
        WithdrawalDesk& withdrawals;
        identity::SignInAuthority& authority;
        const identity::IdTokenVerifier& verifier;
        const VisitSigner& signer;
        const Clock& clock;
    };

    ConsentPages(http::Service& inner, const Parts& parts, ConsentSettings settings)
        : inner_(inner), parts_(parts), settings_(std::move(settings)) {}

    void attach(Reactor& reactor) noexcept override { inner_.attach(reactor); }
    [[nodiscard]] http::Placement placementOf(const http::Request& head) noexcept override;
    [[nodiscard]] bool wantsBody(const http::Request& head) noexcept override;
    /// Errors are pages: 503 when store or authority do not answer, 500 for a fault.
    void serve(const http::Request& request, http::Reply& reply) noexcept override;
    void refuse(int status, http::Reply& reply) noexcept override { inner_.refuse(status, reply); }

private:
    struct Exchange;

    void route(Exchange& exchange);
    void openLink(Exchange& exchange, std::string_view link);
    void signIn(Exchange& exchange, std::string_view link, std::optional<PartnerId> partner);
    void comeBack(Exchange& exchange);
    void showAsk(Exchange& exchange);
    void takeAnswer(Exchange& exchange);
    void showPartners(Exchange& exchange);
    void withdraw(Exchange& exchange);
    [[nodiscard]] bool isOwnForm(const Exchange& exchange, const Visit& visit,
                                 const identity::Form& form) const;
    [[nodiscard]] std::optional<Visit> visitOf(const http::Request& request, Instant now) const;
    [[nodiscard]] bool comesFromHere(const http::Request& request) const;
    [[nodiscard]] std::string cookieName() const;
    void setCookie(http::Reply& reply, const Visit* visit) const;

    http::Service& inner_;
    Parts parts_;
    ConsentSettings settings_;
};

}  // namespace concordat::consent
