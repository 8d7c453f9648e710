#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "core/accounts/customer_service.hpp"
#include "core/api/access_log.hpp"
#include "core/api/partner_api.hpp"
#include "core/api/request_metrics.hpp"
#include "core/base/time.hpp"
#include "core/documents/agreement_library.hpp"
#include "core/documents/document_pages.hpp"
#include "core/http/server.hpp"
#include "core/partners/partner_directory.hpp"
#include "core/partners/partner_service.hpp"
#include "core/runtime/consent_parts.hpp"
#include "core/runtime/dns_text_records.hpp"
#include "core/runtime/identity_parts.hpp"
#include "core/runtime/jobs.hpp"
#include "core/runtime/opened_cloud.hpp"
#include "core/runtime/proxy_gate.hpp"
#include "core/runtime/webhook_parts.hpp"

namespace concordat::runtime {

/// One cloud of the process: its plugin, store, keys, record, jobs and listener. Two runtimes share
/// nothing but the process. Made, started and ended by the Process, from one thread; what it serves
/// runs on its own threads. Started once; after stop() it is good for nothing but being destroyed.
class CloudRuntime {
public:
    /// Opens the cloud and puts its parts together; nothing is served yet, but in development the
    /// store is migrated. The arguments are kept by reference and outlive it. @throws FatalError of
    /// whatever part cannot be
    CloudRuntime(const Settings& settings, const CloudSettings& cloud, const Clock& clock);

    /// Stops without grace, if it still serves.
    ~CloudRuntime();
    CloudRuntime(const CloudRuntime&) = delete;
    CloudRuntime& operator=(const CloudRuntime&) = delete;

    /// Gets the issuer's keys, listens and serves. Keys that cannot be had are no reason not to
    /// start: tokens are then refused until a refresh brings them. @throws FatalError
    /// HTTP-LISTEN-FAILED, HTTP-TLS-UNUSABLE
    void start();

    /// Finishes the requests in flight, for `grace` at most, and stops serving; then ends the jobs.
    /// A call of the store that is running is waited for. A second call does nothing.
    void stop(std::chrono::milliseconds grace);

    /// Opens the access log again, after it has been rotated. Returns at once; the log's own thread
    /// does it. @throws FatalError RUNTIME-LOCATION-REFUSED, of a log that is not allowed any more
    void reopenLog();

    /// Sees that what can change while it runs could be as `next` says. Its log's folder may be
    /// made. @throws FatalError API-ACCESS-LOG-OPEN
    void requireChangeable(const CloudSettings& next) const;

    /// Goes by its settings, of which the access log's file and the throttling have changed since
    /// it was made. What is not allowed has been refused before.
    void applySettings();

    /// The texts of agreements, whose own documents may be replaced while it runs.
    [[nodiscard]] documents::AgreementLibrary& agreementTexts() { return library_; }

    /// As in the settings and the plugin's facts.
    [[nodiscard]] const std::string& id() const { return settings_.id; }

    /// The address under which this machine reaches the cloud. Meaningful after `start`.
    [[nodiscard]] std::string url() const { return urlOf(settings_.listener, server_->port()); }

    /// The plugin and the store, for the seed before start() and for metrics.
    [[nodiscard]] OpenedCloud& opened() { return opened_; }
    /// For its statistics.
    [[nodiscard]] const http::Server& server() const { return *server_; }
    /// What /metrics shows of its requests.
    [[nodiscard]] const api::RequestMetrics& metrics() const { return metrics_; }

    /// What must be in order for this cloud to serve: its store, its record, its rules. Each refers
    /// to the runtime.
    [[nodiscard]] std::vector<api::HealthCheck> healthChecks();

    /// Lines of the access log that were dropped because the disk did not take them.
    [[nodiscard]] std::uint64_t droppedLogLines() const {
        return access_log_ ? access_log_->dropped() : 0;
    }

    /// What has been delivered by webhooks since the start; all zero when they are off.
    [[nodiscard]] DeliveryCounters deliveries() const {
        return webhooks_ ? webhooks_->counters() : DeliveryCounters{};
    }

private:
    // What the API is made from; refers to the members above api_.
    [[nodiscard]] api::ApiDependencies apiDependencies(const Settings& settings);
    // The API, behind the pages of webhooks and of consent where they are on, and behind the gate
    // where the settings name proxies.
    [[nodiscard]] http::Service& service();
    // Purging what has expired, and refreshing the issuer's keys.
    [[nodiscard]] std::vector<Job> jobs();

    const CloudSettings& settings_;  // not owned; outlives the runtime; see applySettings
    const Clock& clock_;             // likewise
    // Each uses those above it.
    OpenedCloud opened_;
    accounts::CustomerService customers_;
    accounts::QualificationService qualifications_;
    accounts::UserService users_;
    commerce::OrderService orders_;
    commerce::SubscriptionService subscriptions_;
    commerce::LicenceService licences_;
    commerce::ManagedServices managed_services_;
    relationships::RelationshipService relationships_;
    relationships::RequestSigner request_signer_;
    relationships::RequestService requests_;
    relationships::ResellerService resellers_;
    relationships::SandboxService sandbox_;
    accounts::SelfServePolicyService self_serve_policies_;
    accounts::AgreementService agreements_;
    documents::AgreementLibrary library_;
    accounts::AgreementDocuments agreement_documents_;
    relationships::GranularService granular_;
    // Null: the settings name no resolver.
    std::unique_ptr<DnsTextRecords> text_records_;
    accounts::DomainService domains_;
    accounts::ApplicationConsentService application_consents_;
    partners::PartnerService partners_;
    events::WebhookService webhook_service_;
    // Null: webhooks are off.
    std::unique_ptr<WebhookParts> webhooks_;
    partners::PartnerDirectory directory_;
    IdentityParts identity_;
    // Null: there are no pages.
    std::unique_ptr<ConsentParts> consent_;
    // Null: none is written.
    std::unique_ptr<api::AccessLog> access_log_;
    api::RequestMetrics metrics_;
    std::unique_ptr<api::PartnerApi> api_;
    std::unique_ptr<http::Service> document_pages_;
    std::unique_ptr<http::Service> pages_;          // null when webhooks are off
    std::unique_ptr<http::Service> consent_pages_;  // null when there are none
    std::unique_ptr<ProxyGate> gate_;               // null when callers may come from everywhere
    std::unique_ptr<http::Server> server_;
    std::unique_ptr<Jobs> jobs_;
};

/// What a server of a listener is started with: the listener's own address, the limits and threads
/// of all.
[[nodiscard]] http::ServerOptions serverOptionsOf(const Settings& settings,
                                                  const ListenerSettings& listener);

}  // namespace concordat::runtime
