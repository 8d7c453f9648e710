#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <concordat/rules/cloud.hpp>
#include <concordat/rules/own_languages.hpp>

#include "core/accounts/agreement_document.hpp"
#include "core/accounts/agreement_service.hpp"
#include "core/accounts/application_consent_service.hpp"
#include "core/accounts/customer_service.hpp"
#include "core/accounts/domain_service.hpp"
#include "core/accounts/qualification_service.hpp"
#include "core/accounts/self_serve_policy_service.hpp"
#include "core/accounts/user_service.hpp"
#include "core/api/health.hpp"
#include "core/audit/record.hpp"
#include "core/base/time.hpp"
#include "core/changes/change_set.hpp"
#include "core/commerce/licence_service.hpp"
#include "core/commerce/managed_services.hpp"
#include "core/commerce/order_service.hpp"
#include "core/commerce/subscription_service.hpp"
#include "core/events/webhook_service.hpp"
#include "core/http/service.hpp"
#include "core/identity/token_verifier.hpp"
#include "core/partners/partner_directory.hpp"
#include "core/partners/partner_service.hpp"
#include "core/relationships/granular_service.hpp"
#include "core/relationships/request_service.hpp"
#include "core/relationships/reseller_service.hpp"
#include "core/relationships/sandbox_service.hpp"

namespace concordat::identity {
class Authority;
}

namespace concordat::api {

class AccessLog;
class Dispatcher;
class RequestMetrics;

/// What an operator sets about the API.
struct ApiSettings {
    std::uint32_t requests_per_minute = 0;   ///< of one partner; 0: no limit; as it begins
    std::size_t max_body_bytes = 1U << 20U;  ///< the server's limit, named in the 413
};

/// Everything that the API of one cloud needs, put together by the CloudRuntime. Nothing is owned;
/// all of it outlives the PartnerApi and is safe to use from every thread.
struct ApiDependencies {
    /// Guarded: a plugin that fails refuses.
    const rules::Cloud& cloud;
    accounts::CustomerService& customers;
    accounts::QualificationService& qualifications;
    accounts::UserService& users;
    commerce::OrderService& orders;
    commerce::SubscriptionService& subscriptions;
    commerce::LicenceService& licences;
    commerce::ManagedServices& managed_services;
    relationships::RelationshipService& relationships;
    relationships::RequestService& requests;
    relationships::ResellerService& resellers;
    relationships::SandboxService& sandbox;
    accounts::SelfServePolicyService& self_serve_policies;
    accounts::AgreementService& agreements;
    const accounts::AgreementDocuments& agreement_documents;
    relationships::GranularService& granular;
    accounts::DomainService& domains;
    accounts::ApplicationConsentService& application_consents;
    partners::PartnerService& partners;
    events::WebhookService& webhooks;
    /// Asked for every request.
    partners::PartnerDirectory& directory;
    audit::RecordStore& record;
    changes::ChangeStore& changes;
    identity::TokenVerifier& verifier;
    const Clock& clock;

    /// Signs continuation tokens: at least 32 random bytes, the same in every instance of a cloud
    /// and in no other cloud.
    std::string cursor_key;

    /// Where links for customers lead: the text of a link follows it. Empty: none are given.
    std::string consent_url{};

    /// Where links to texts of agreements lead: the text of a link follows it.
    std::string documents_url{};

    ApiSettings settings{};

    /// Whether reads of the store wait, as writes do; then they run in fibers too.
    bool store_reads_wait = false;

    /// Makes the store usable in the fibers of an event thread; empty where it needs no such thing.
    /// Must not throw.
    std::function<void(Reactor&)> attach{};

    /// The cloud's further languages.
    std::span<const rules::Catalogue> catalogues{};

    /// Whether the cloud's plugin has been stopped, so that every operation is refused; empty:
    /// never. Must not throw.
    std::function<bool()> stopped{};

    /// What /health/ready asks.
    std::vector<HealthCheck> health{};

    /// The cloud's built-in authority, of development and emulation. Null: none.
    identity::Authority* authority = nullptr;

    AccessLog* access_log = nullptr;    ///< null: none is written
    RequestMetrics* metrics = nullptr;  ///< null: nothing is counted
};

/// The partner API of one cloud, version 1: every operation of the route table, /health/live,
/// /health/ready and /openapi.json, and the built-in authority where there is one. Created by the
/// CloudRuntime before its listener and destroyed after it. Called from every event thread and
/// worker. Operations are counted and logged; the pages beside them are not.
class PartnerApi final : public http::Service {
public:
    /// Makes the handlers and writes /openapi.json, once. @throws std::invalid_argument when the
    /// cursor key is too short
    explicit PartnerApi(ApiDependencies dependencies);
    ~PartnerApi() override;

    /// Another limit on each partner's requests from now on; 0: none. From any thread.
    void setRequestsPerMinute(std::uint32_t most) noexcept;

    /// Never blocks: a look at the path alone.
    void attach(Reactor& reactor) noexcept override;
    [[nodiscard]] http::Placement placementOf(const http::Request& head) noexcept override;
    /// Verifies the token, which never blocks.
    [[nodiscard]] bool wantsBody(const http::Request& head) noexcept override;
    /// Every reply of an operation carries both ids, Cache-Control: no-store and, if it was sent in
    /// order, X-Locale.
    void serve(const http::Request& request, http::Reply& reply) noexcept override;
    /// In the API's form, in English, under ids of its own: the request's headers may be unknown.
    void refuse(int status, http::Reply& reply) noexcept override;

private:
    void serveOperation(const http::Request& request, http::Reply& reply);

    ApiDependencies dependencies_;
    // Refers to dependencies_.
    std::unique_ptr<Dispatcher> dispatcher_;
    std::string openapi_;  // what this cloud offers, written once
};

}  // namespace concordat::api
