#include "core/runtime/agreement_settings.hpp"

#include "core/documents/document_pages.hpp"
#include "core/runtime/network_text.hpp"

namespace concordat::runtime {

AgreementSettings readAgreements(YamlSection section, const PathReader& read_path) {
    AgreementSettings agreements;
    read_path(section, "folder", agreements.folder);
    section.read("public_url", agreements.public_url);
    if (const auto& text = agreements.public_url; !text.empty()) {
        const auto url = parseUrl(text);
        if (!url || text.ends_with('/'))
            section.mistake("public_url",
                            "must be an address such as https://accounts.example, without a slash "
                            "at its end");
        else if (!url->secure && !isLoopback(url->host))
            section.mistake("public_url", "must begin with https://, since it leaves this machine");
    }
    section.refuseUnknownKeys();
    return agreements;
}

std::string documentsUrlOf(const CloudSettings& cloud) {
    std::string base;
    if (cloud.listener.port != 0) base = urlOf(cloud.listener, cloud.listener.port);
    for (const auto* named :
         {&cloud.webhooks.public_url, &cloud.consent.public_url, &cloud.agreements.public_url})
        if (!named->empty()) base = *named;
    return base.append(documents::DocumentPages::kFolder);
}

}  // namespace concordat::runtime
