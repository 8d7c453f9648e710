#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/ids.hpp"
#include "core/base/time.hpp"
#include "core/identity/authority.hpp"
#include "core/identity/document_fetcher.hpp"
#include "core/identity/issuer_settings.hpp"

namespace concordat::identity {

/// What a browser takes along to the authorization endpoint.
struct SignInRequest {
    std::string client_id;
    std::string redirect_uri;
    std::string state;
    std::string nonce;
    std::string code_challenge;  ///< S256
    std::string language;        ///< tag, for `ui_locales`
    /// In whose directory, or in those of whose customers, the built-in authority looks for users.
    std::optional<PartnerId> partner;
};

/// What redeems a code.
struct CodeRedemption {
    std::string client_id;
    std::string redirect_uri;
    std::string code;
    std::string code_verifier;
};

/// Where people sign in who come with a browser: the authorization code grant, seen from the
/// application. Called concurrently from workers; blocks as its implementation says.
class SignInAuthority {
public:
    virtual ~SignInAuthority() = default;

    /// Where to send the browser; nothing when the authority cannot be reached.
    [[nodiscard]] virtual std::optional<std::string> addressFor(const SignInRequest& request,
                                                                Instant now) = 0;

    /// The ID token of a code; nothing when the authority refuses it, or cannot be reached.
    [[nodiscard]] virtual std::optional<std::string> redeem(const CodeRedemption& redemption,
                                                            Instant now) = 0;
};

/// The built-in authority, in this process.
class BuiltInSignIn final : public SignInAuthority {
public:
    /// Borrows `authority`, which outlives it.
    explicit BuiltInSignIn(Authority& authority) : authority_(authority) {}

    [[nodiscard]] std::optional<std::string> addressFor(const SignInRequest& request,
                                                        Instant now) override;
    [[nodiscard]] std::optional<std::string> redeem(const CodeRedemption& redemption,
                                                    Instant now) override;

private:
    Authority& authority_;
};

/// An authority on the network, by its discovery document, which is remembered for some minutes.
/// Both endpoints must be where the document is: on the same scheme, host and port.
class ExternalSignIn final : public SignInAuthority {
public:
    /// What the authority knows the application by: `secret` is empty for one without.
    /// `fetcher` and `poster` are borrowed and outlive it.
    ExternalSignIn(IssuerSettings issuer, std::string secret, DocumentFetcher& fetcher,
                   FormPoster& poster);

    /// Blocks for the fetcher's limits.
    [[nodiscard]] std::optional<std::string> addressFor(const SignInRequest& request,
                                                        Instant now) override;
    /// Blocks for the limits of both.
    [[nodiscard]] std::optional<std::string> redeem(const CodeRedemption& redemption,
                                                    Instant now) override;

private:
    struct Endpoints {
        std::string authorization;
        std::string token;
    };

    std::optional<Endpoints> endpoints(Instant now);
    std::optional<Endpoints> discover();

    const IssuerSettings issuer_;
    const std::string secret_;
    DocumentFetcher& fetcher_;
    FormPoster& poster_;
    std::mutex mutex_;  ///< guards the members below
    std::optional<Endpoints> known_;
    Instant asked_{};
};

/// A form or query of these parameters, encoded; those that are empty are left out.
[[nodiscard]] std::string encodeForm(
    const std::vector<std::pair<std::string_view, std::string_view>>& parameters);

}  // namespace concordat::identity
