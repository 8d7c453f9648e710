#include "core/runtime/cloud_runtime.hpp"

#include "core/base/log.hpp"
#include "core/documents/own_documents.hpp"
#include "core/runtime/agreement_settings.hpp"
#include "core/runtime/delegations.hpp"
#include "core/runtime/sink_refusals.hpp"

namespace concordat::runtime {
namespace {

// Replies expire after a day: a minute more or less does not matter, and few are due at a time.
constexpr std::chrono::minutes kPurgeInterval{1};
// Delegated administration ends at most so much late.
constexpr std::chrono::minutes kDelegationsInterval{1};
// An issuer announces new keys long before it signs with them.
constexpr std::chrono::minutes kKeysInterval{5};

// "-" is standard output for settings, an empty path for the log. Makes the folder; one that cannot
// be made shows when the file is opened.
std::string logPathOf(const AccessLogSettings& settings) {
    if (settings.file == "-") return "";
    std::error_code told_later;
    create_directories(settings.file.parent_path(), told_later);
    return settings.file.string();
}

// Null where none is wanted.
std::unique_ptr<api::AccessLog> openAccessLog(const AccessLogSettings& settings) {
    if (settings.file.empty()) return nullptr;
    return std::make_unique<api::AccessLog>(logPathOf(settings));
}

}  // namespace

http::ServerOptions serverOptionsOf(const Settings& settings, const ListenerSettings& listener) {
    http::ServerOptions options;
    options.address = listener.address;
    options.port = listener.port;
    options.event_threads = settings.threads.event_threads;
    options.workers = settings.threads.workers;
    options.worker_queue = settings.threads.queue;
    if (listener.tls)
        options.tls = {listener.tls->certificate.string(), listener.tls->key.string()};
    // The same for every listener: one caller is as much a danger to one as to another.
    const auto& limits = settings.limits;
    options.limits.reader.head_bytes = limits.head_bytes;
    options.limits.reader.body_bytes = limits.body_bytes;
    options.limits.head_time = limits.head_time;
    options.limits.body_time = limits.body_time;
    options.limits.idle_time = limits.idle_time;
    options.limits.requests_per_connection = limits.requests_per_connection;
    options.limits.connections = limits.connections;
    return options;
}

CloudRuntime::CloudRuntime(const Settings& settings, const CloudSettings& cloud, const Clock& clock)
    : settings_(cloud),
      clock_(clock),
      opened_(settings, cloud, store::StoreUse::Serve),
      customers_(opened_.store().customers(), opened_.store().qualifications(), opened_.rules()),
      qualifications_(customers_, opened_.store().qualifications()),
      users_(customers_, opened_.store().users()),
      orders_(customers_, opened_.store().commerce(), opened_.rules()),
      subscriptions_(customers_, opened_.store().commerce(), opened_.rules()),
      licences_(customers_, users_, opened_.store().commerce(), opened_.rules()),
      managed_services_(customers_, users_, opened_.store().commerce(), opened_.rules()),
      relationships_(opened_.store().relationships(), opened_.rules()),
      request_signer_(opened_.cursorKey(), cloud.id),
      requests_({opened_.store().relationships(), opened_.store().customers(),
                 opened_.store().tenants(), opened_.store().partners()},
                request_signer_, opened_.rules()),
      resellers_(opened_.store().resellers(), opened_.store().relationships(), opened_.rules()),
      sandbox_(opened_.rules()),
      self_serve_policies_(customers_, opened_.store().selfServePolicies()),
      agreements_(customers_, opened_.store().agreements()),
      library_(opened_.rules().facts().name,
               documents::requireOwnDocuments(cloud.agreements.folder)),
      agreement_documents_(library_, opened_.cursorKey(), cloud.id),
      granular_(opened_.store().granular(), customers_, request_signer_, opened_.rules()),
      text_records_(cloud.resolver.isOn() ? std::make_unique<DnsTextRecords>(cloud.resolver)
                                          : nullptr),
      domains_(customers_, users_, text_records_.get(),
               accounts::DomainProver(opened_.cursorKey(), cloud.id), opened_.rules()),
      application_consents_(customers_, users_, opened_.store().applicationConsents()),
      partners_(opened_.store().partners(), opened_.rules()),
      webhook_service_(opened_.store().webhooks(), targetsOf(cloud.webhooks)),
      webhooks_(cloud.webhooks.areOn() ? std::make_unique<WebhookParts>(cloud, opened_, clock)
                                       : nullptr),
      directory_(opened_.store().partners()),
      identity_(settings, cloud, opened_.store()),
      consent_(cloud.consent.areOn() ? std::make_unique<ConsentParts>(
                                           cloud, opened_, identity_,
                                           ConsentParts::Shared{relationships_, requests_,
                                                                granular_, request_signer_, clock})
                                     : nullptr),
      access_log_(openAccessLog(cloud.access_log)),
      metrics_(cloud.id),
      api_(std::make_unique<api::PartnerApi>(apiDependencies(settings))),
      server_(
          std::make_unique<http::Server>(serverOptionsOf(settings, cloud.listener), service())) {}

CloudRuntime::~CloudRuntime() {
    stop(std::chrono::milliseconds(0));
}

// Called by the constructor when all that stands above `pages_` has been made.
http::Service& CloudRuntime::service() {
    document_pages_ = std::make_unique<documents::DocumentPages>(
        *api_, documents::DocumentPages::Parts{agreement_documents_, library_, clock_});
    http::Service* outermost = document_pages_.get();
    if (webhooks_) {
        pages_ = webhooks_->pagesBefore(*outermost);
        outermost = pages_.get();
    }
    if (consent_) {
        consent_pages_ = consent_->pagesBefore(*outermost);
        outermost = consent_pages_.get();
    }
    if (settings_.trusted_proxies.empty()) return *outermost;
    gate_ = std::make_unique<ProxyGate>(*outermost, settings_.trusted_proxies);
    return *gate_;
}

api::ApiDependencies CloudRuntime::apiDependencies(const Settings& settings) {
    auto& store = opened_.store();
    api::ApiDependencies dependencies{.cloud = opened_.rules(),
                                      .customers = customers_,
                                      .qualifications = qualifications_,
                                      .users = users_,
                                      .orders = orders_,
                                      .subscriptions = subscriptions_,
                                      .licences = licences_,
                                      .managed_services = managed_services_,
                                      .relationships = relationships_,
                                      .requests = requests_,
                                      .resellers = resellers_,
                                      .sandbox = sandbox_,
                                      .self_serve_policies = self_serve_policies_,
                                      .agreements = agreements_,
                                      .agreement_documents = agreement_documents_,
                                      .granular = granular_,
                                      .domains = domains_,
                                      .application_consents = application_consents_,
                                      .partners = partners_,
                                      .webhooks = webhook_service_,
                                      .directory = directory_,
                                      .record = store.record(),
                                      .changes = store.changes(),
                                      .verifier = identity_.verifier(),
                                      .clock = clock_,
                                      .cursor_key = opened_.cursorKey(),
                                      .consent_url = linkUrlOf(settings_),
                                      .documents_url = documentsUrlOf(settings_)};
    dependencies.settings = {.requests_per_minute = settings_.requests_per_minute,
                             .max_body_bytes = settings.limits.body_bytes};
    dependencies.store_reads_wait = store.readsWait();
    dependencies.attach = [&store](Reactor& reactor) { store.attach(reactor); };
    dependencies.catalogues = opened_.plugin().catalogues();
    dependencies.stopped = [this] { return opened_.plugin().stopped(); };
    dependencies.health = healthChecks();
    dependencies.authority = identity_.authority();
    dependencies.access_log = access_log_.get();
    dependencies.metrics = &metrics_;
    return dependencies;
}

std::vector<api::HealthCheck> CloudRuntime::healthChecks() {
    return {{"store", [this] { return opened_.store().reachable(); }},
            {"record", [this] { return opened_.store().recordWritable(); }},
            {"rules", [this] { return !opened_.plugin().stopped(); }}};
}

std::vector<Job> CloudRuntime::jobs() {
    std::vector<Job> jobs{
        {"purge", kPurgeInterval,
         [this] {
             const auto now = clock_.now();
             static_cast<void>(opened_.store().purgeExpired(now));
             static_cast<void>(opened_.store().purgeUsers(now - accounts::kRestorableFor));
         }},
        {"delegations", kDelegationsInterval,
         [this] {
             auto& store = opened_.store();
             const auto now = clock_.now();
             static_cast<void>(expireDelegations(store.relationships(), store.changes(), now));
             static_cast<void>(settleGranular(store.granular(), store.changes(), now));
         }},
        {"keys", kKeysInterval, [this] { identity_.keys().refresh(clock_.now()); }}};
    if (webhooks_)
        jobs.push_back({"webhooks", kPurgeInterval, [this] { webhooks_->maintain(clock_.now()); }});
    return jobs;
}

void CloudRuntime::start() {
    identity_.keys().refresh(clock_.now());
    server_->start();
    jobs_ = std::make_unique<Jobs>(settings_.id, jobs());
    if (webhooks_) webhooks_->start();
    logEvent(Severity::Information, "RUNTIME-CLOUD-SERVING", "The cloud is served",
             {{"cloud", settings_.id}, {"address", url()}});
}

void CloudRuntime::stop(std::chrono::milliseconds grace) {
    server_->stop(grace);
    if (webhooks_) webhooks_->stop();
    jobs_.reset();
}

void CloudRuntime::reopenLog() {
    if (!access_log_) return;
    // A new file: asked again, since rules may know more than the label.
    auto sinks = sinksOf(settings_);
    std::erase_if(sinks, [](const auto& sink) { return sink.kind != SinkKind::AccessLog; });
    const auto refused = refusedOf(opened_.rules(), sinks);
    reportRefusals(settings_.id, refused, opened_.store());
    if (!refused.empty()) throw locationRefused(settings_.id, refused.front());
    access_log_->reopen();
}

void CloudRuntime::requireChangeable(const CloudSettings& next) const {
    if (access_log_ && next.access_log.file != settings_.access_log.file)
        api::AccessLog::requireWritable(logPathOf(next.access_log));
}

void CloudRuntime::applySettings() {
    api_->setRequestsPerMinute(settings_.requests_per_minute);
    if (access_log_) access_log_->moveTo(logPathOf(settings_.access_log));
}

}  // namespace concordat::runtime
