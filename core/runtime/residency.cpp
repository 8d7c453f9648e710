#include "core/runtime/residency.hpp"

#include "core/runtime/network_text.hpp"

namespace concordat::runtime {
namespace {

// As a plugin's rules know the kinds. Part of what authors are promised: never renamed.
std::string_view wordOf(SinkKind kind) noexcept {
    switch (kind) {
        case SinkKind::Store:
            return "store";
        case SinkKind::AccessLog:
            return "log";
        case SinkKind::Backup:
            return "backup";
        case SinkKind::TokenIssuer:
            return "issuer";
        case SinkKind::Webhook:
            return "webhook";
        case SinkKind::NameServer:
            return "resolver";
    }
    return "store";
}

Sink storeSink(const StoreSettings& store) {
    Sink sink{.kind = SinkKind::Store,
              .setting = "store.location",
              .location = store.location,
              .destination = store.file.string(),
              .backend = "sqlite3"};
    if (store.backend == StoreBackend::Sqlite3) return sink;
    sink.backend = "postgresql";
    sink.destination = store.host + ":" + std::to_string(store.port) + "/" + store.database;
    // A name that is not "localhost" may be another machine: what cannot be told counts as outside.
    sink.outbound = !store.host.starts_with('/') && !isLoopback(store.host);
    // "allow" and "prefer" may fall back to plain text.
    sink.encrypted = store.sslmode == "require" || store.sslmode.starts_with("verify-");
    return sink;
}

Sink issuerSink(const IdentitySettings& identity, const std::string& address) {
    const auto url = parseUrl(address);
    return {.kind = SinkKind::TokenIssuer,
            .setting = "identity.external.location",
            .location = identity.location,
            .destination = address,
            .outbound = !url || !isLoopback(url->host),
            .encrypted = url && url->secure};
}

}  // namespace

std::vector<Sink> sinksOf(const CloudSettings& cloud) {
    std::vector<Sink> sinks{storeSink(cloud.store)};
    const auto& log = cloud.access_log;
    if (!log.file.empty())
        sinks.push_back({.kind = SinkKind::AccessLog,
                         .setting = "access_log.location",
                         .location = log.location,
                         .destination = log.file == "-" ? "standard output" : log.file.string()});
    for (const auto& receiver : cloud.webhooks.receivers)
        sinks.push_back({.kind = SinkKind::Webhook,
                         .setting = "webhooks.receivers",
                         .location = receiver.location,
                         .destination = receiver.host,
                         .outbound = !isLoopback(receiver.host),
                         .encrypted = !cloud.webhooks.allow_private});
    // The domain name system speaks in clear.
    const auto& resolver = cloud.resolver;
    if (resolver.isOn())
        sinks.push_back({.kind = SinkKind::NameServer,
                         .setting = "dns.location",
                         .location = resolver.location,
                         .destination = resolver.address + ":" + std::to_string(resolver.port),
                         .outbound = !isLoopback(resolver.address)});
    if (cloud.identity.built_in) return sinks;
    for (const auto& address : {cloud.identity.discovery_uri, cloud.identity.jwks_uri})
        if (!address.empty()) sinks.push_back(issuerSink(cloud.identity, address));
    return sinks;
}

Sink backupSink(const std::string& file, const std::string& location) {
    return {.kind = SinkKind::Backup,
            .setting = "--location",
            .location = location,
            .destination = file};
}

std::string_view purposeOf(SinkKind kind) noexcept {
    switch (kind) {
        case SinkKind::Store:
            return "store";
        case SinkKind::AccessLog:
            return "access log";
        case SinkKind::Backup:
            return "backup";
        case SinkKind::TokenIssuer:
            return "token issuer";
        case SinkKind::Webhook:
            return "webhook";
        case SinkKind::NameServer:
            return "resolver";
    }
    return "store";
}

std::vector<RefusedSink> refusedOf(const rules::Cloud& rules, const std::vector<Sink>& sinks) {
    std::vector<RefusedSink> refused;
    for (const auto& sink : sinks) {
        const auto decision = rules.mayUse({.kind = wordOf(sink.kind),
                                            .backend = sink.backend,
                                            .location = sink.location,
                                            .encrypted_transport = sink.encrypted});
        if (!decision.allowed()) refused.push_back({sink, decision.rule()});
    }
    return refused;
}

FatalError locationRefused(const std::string& cloud, const RefusedSink& refused) {
    const auto& sink = refused.sink;
    return {"RUNTIME-LOCATION-REFUSED",
            "the rule " + refused.rule + " of cloud " + cloud + " does not allow the " +
                std::string(purposeOf(sink.kind)) + " " + sink.destination + " at the location '" +
                sink.location + "'; keep it where the cloud allows, and set " + sink.setting +
                " to where it really is"};
}

}  // namespace concordat::runtime
