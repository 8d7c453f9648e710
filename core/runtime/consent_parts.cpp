#include "core/runtime/consent_parts.hpp"

#include <fstream>

#include "core/base/error.hpp"

namespace concordat::runtime {
namespace {

std::string secretOf(const ConsentSettings& settings) {
    if (settings.client_secret_file.empty()) return {};
    std::string secret;
    std::getline(std::ifstream(settings.client_secret_file), secret);
    if (secret.empty())
        throw FatalError("CONSENT-SECRET-UNUSABLE",
                         "The secret of the consent pages at the issuer cannot be read: " +
                             settings.client_secret_file.string());
    return secret;
}

std::unique_ptr<identity::SignInAuthority> signInOf(const ConsentSettings& settings,
                                                    IdentityParts& identity) {
    if (auto* built_in = identity.authority())
        return std::make_unique<identity::BuiltInSignIn>(*built_in);
    auto& fetcher = *identity.fetcher();
    return std::make_unique<identity::ExternalSignIn>(identity.issuer(), secretOf(settings),
                                                      fetcher, fetcher);
}

consent::ConsentDesk::Parts deskPartsOf(store::Store& store, const ConsentParts::Shared& shared) {
    return {shared.relationships, shared.requests,       shared.granular,  shared.signer,
            store.links(),        store.relationships(), store.partners(), store.changes()};
}

consent::WithdrawalDesk::Parts withdrawalPartsOf(store::Store& store,
                                                 const ConsentParts::Shared& shared) {
    return {shared.requests,   shared.granular,  store.tenants(),
            store.customers(), store.partners(), store.changes()};
}

}  // namespace

consent::ConsentSettings consentSettingsOf(const CloudSettings& cloud) {
    return {cloud.consent.public_url, cloud.consent.client_id};
}

std::string linkUrlOf(const CloudSettings& cloud) {
    return cloud.consent.areOn() ? consentSettingsOf(cloud).linkUrl() : cloud.consent_url;
}

ConsentParts::ConsentParts(const CloudSettings& cloud, OpenedCloud& opened, IdentityParts& identity,
                           const Shared& shared)
    : clock_(shared.clock),
      settings_(consentSettingsOf(cloud)),
      desk_(deskPartsOf(opened.store(), shared)),
      withdrawals_(withdrawalPartsOf(opened.store(), shared)),
      signer_(opened.cursorKey(), cloud.id),
      verifier_(identity.issuer(), cloud.consent.client_id, identity.keys()),
      authority_(signInOf(cloud.consent, identity)) {}

std::unique_ptr<http::Service> ConsentParts::pagesBefore(http::Service& inner) {
    return std::make_unique<consent::ConsentPages>(
        inner,
        consent::ConsentPages::Parts{desk_, withdrawals_, *authority_, verifier_, signer_, clock_},
        settings_);
}

}  // namespace concordat::runtime
