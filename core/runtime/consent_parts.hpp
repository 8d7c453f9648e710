#pragma once

#include <memory>

#include "core/consent/consent_desk.hpp"
#include "core/consent/consent_pages.hpp"
#include "core/consent/visit.hpp"
#include "core/identity/id_token_verifier.hpp"
#include "core/identity/sign_in_authority.hpp"
#include "core/runtime/identity_parts.hpp"
#include "core/runtime/opened_cloud.hpp"
#include "core/runtime/settings.hpp"

namespace concordat::runtime {

/// How the consent pages of a cloud call themselves. Only where they are on.
[[nodiscard]] consent::ConsentSettings consentSettingsOf(const CloudSettings& cloud);

/// Where the links of a cloud lead: its own pages, those of `consent_url`, or nowhere (empty).
[[nodiscard]] std::string linkUrlOf(const CloudSettings& cloud);

/// The consent pages of a cloud, put together. Nothing of the constructor's arguments is owned; all
/// of it outlives the parts.
class ConsentParts {
public:
    /// What the pages share with the API.
    struct Shared {
        relationships::RelationshipService& relationships;
        relationships::RequestService& requests;
        relationships::GranularService& granular;
        const relationships::RequestSigner& signer;
        const Clock& clock;
    };

    /// Reads the client's secret, if the settings name a file. @throws FatalError
    /// CONSENT-SECRET-UNUSABLE
    ConsentParts(const CloudSettings& cloud, OpenedCloud& opened, IdentityParts& identity,
                 const Shared& shared);

    /// The pages before `inner`, which outlives them.
    [[nodiscard]] std::unique_ptr<http::Service> pagesBefore(http::Service& inner);

private:
    // Each uses those above it.
    const Clock& clock_;
    consent::ConsentSettings settings_;
    consent::ConsentDesk desk_;
    consent::WithdrawalDesk withdrawals_;
    consent::VisitSigner signer_;
    identity::IdTokenVerifier verifier_;
    std::unique_ptr<identity::SignInAuthority> authority_;
};

}  // namespace concordat::runtime
