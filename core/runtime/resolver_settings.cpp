#include "core/runtime/resolver_settings.hpp"

#include "core/runtime/network_text.hpp"

namespace concordat::runtime {

ResolverSettings readResolver(YamlSection section) {
    ResolverSettings resolver;
    section.require("resolver", "address and port of a name server, such as 127.0.0.1:53");
    section.require("location", "where the name server is, such as de; the cloud's rules check it");
    std::string text;
    section.read("resolver", text);
    section.read("location", resolver.location);
    const auto endpoint = parseEndpoint(text);
    if (endpoint && endpoint->port != 0) {
        resolver.address = endpoint->address;
        resolver.port = endpoint->port;
    } else if (!text.empty()) {
        section.mistake("resolver", "'" + text +
                                        "' must be an address and a port, such as 127.0.0.1:53 or "
                                        "[::1]:53");
    }
    auto patience = static_cast<std::uint64_t>(resolver.patience.count());
    section.read("patience_milliseconds", patience, 100, 10'000);
    resolver.patience = std::chrono::milliseconds(patience);
    section.refuseUnknownKeys();
    return resolver;
}

}  // namespace concordat::runtime
