#include "core/events/event_message.hpp"

#include "core/base/json_writer.hpp"
#include "core/events/event_names.hpp"

namespace concordat::events {
namespace {

std::string resourcePath(const PartnerId& partner, const Event& event) {
    if (event.isTest()) return "/webhooks/v1/registration/validationEvents/" + event.id.toString();
    if (event.subject == partner.value) return "/v1/profiles/legalbusiness";
    auto path = "/v1/customers/" + event.subject.toString();
    // What belongs to a customer is found in its list.
    if (event.resource == audit::ResourceType::Subscription) path += "/subscriptions";
    if (event.resource == audit::ResourceType::Order) path += "/orders";
    return path;
}

}  // namespace

std::string messageOf(const MessageSettings& settings, const PartnerId& partner, const Event& event,
                      std::string_view event_name) {
    std::string body;
    JsonWriter json(body);
    json.beginObject()
        .member("EventName", event_name)
        .member("ResourceUri", settings.public_url + resourcePath(partner, event))
        .member("ResourceName", resourceOf(event_name));
    if (settings.names_entries && !event.isTest())
        json.member("AuditUri",
                    settings.public_url + "/auditactivity/v1/auditrecords/" + event.id.toString());
    json.member("ResourceChangeUtcDate", event.at).endObject();
    return body;
}

}  // namespace concordat::events
