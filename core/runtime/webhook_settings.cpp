#include "core/runtime/webhook_settings.hpp"

#include "core/events/webhook_target.hpp"
#include "core/runtime/network_text.hpp"

namespace concordat::runtime {
namespace {

WebhookReceiver readReceiver(YamlSection& section) {
    WebhookReceiver receiver;
    section.require("host", "a host, such as hooks.example.com, *.example.com or *");
    section.require("location", "where the host is, such as de; the cloud's rules check it");
    section.read("host", receiver.host);
    section.read("location", receiver.location);
    if (!receiver.host.empty() && !events::isHostPattern(receiver.host))
        section.mistake("host", "'" + receiver.host +
                                    "' must be a host in small letters, such as hooks.example.com, "
                                    "*.example.com or *");
    section.refuseUnknownKeys();
    return receiver;
}

// Receivers get the certificate over it.
void readPublicUrl(YamlSection& section, bool production, std::string& out) {
    section.require("public_url",
                    "the address under which partners reach this cloud, such as "
                    "https://api.example.com");
    section.read("public_url", out);
    if (out.empty()) return;
    const auto url = parseUrl(out);
    if (!url || out.ends_with('/'))
        section.mistake("public_url",
                        "must be an address such as https://api.example.com, without a slash at "
                        "its end");
    else if (production && !url->secure)
        section.mistake("public_url", "must begin with https:// in production");
}

}  // namespace

WebhookSettings readWebhooks(YamlSection section, bool production, const PathReader& read_path) {
    WebhookSettings webhooks;
    section.require("receivers", "a list of the hosts that partners' receivers may have");
    for (auto& receiver : section.list("receivers"))
        webhooks.receivers.push_back(readReceiver(receiver));
    readPublicUrl(section, production, webhooks.public_url);
    section.require("certificate", "a PEM file with the certificate that signs, and its chain");
    section.require("key", "a PEM file with the certificate's RSA key");
    read_path(section, "certificate", webhooks.certificate);
    read_path(section, "key", webhooks.key);
    read_path(section, "ca_file", webhooks.ca_file);
    read_path(section, "previous_certificate", webhooks.previous_certificate);
    section.read("allow_private", webhooks.allow_private);
    if (production && webhooks.allow_private)
        section.mistake("allow_private",
                        "is for development only: partners could reach what only this network may");
    section.read("workers", webhooks.workers, 1, 64);
    auto first_pause = static_cast<std::uint64_t>(webhooks.first_pause.count());
    section.read("first_pause_seconds", first_pause, 1, 3600);
    webhooks.first_pause = std::chrono::seconds(first_pause);
    section.refuseUnknownKeys();
    return webhooks;
}

}  // namespace concordat::runtime
