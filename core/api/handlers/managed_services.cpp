#include "core/commerce/managed_services.hpp"

#include "core/api/handler_table.hpp"
#include "core/api/handlers/commerce_json.hpp"
#include "core/api/handlers/handlers.hpp"
#include "core/api/partner_api.hpp"
#include "core/base/json_writer.hpp"

namespace concordat::api {
namespace {

using commerce::ManagedServices;

void writeLink(JsonWriter& json, std::string_view uri) {
    json.beginObject().member("uri", uri).member("method", "GET").name("headers");
    json.beginArray().endArray().endObject();
}

/// The resource ManagedService. No link to itself: no operation gets one alone.
void writeManagedService(std::string& out, const commerce::ManagedService& service) {
    JsonWriter json(out);
    json.beginObject()
        .member("id", service.fact->id)
        .member("name", service.fact->name)
        .member("groupName", service.fact->group_name)
        .name("links")
        .beginObject();
    writeLink(json.name("adminService"), service.admin_service);
    writeLink(json.name("serviceHealth"), service.service_health);
    writeLink(json.name("serviceTicket"), service.service_ticket);
    json.endObject().name("attributes").beginObject().member("objectType", "ManagedService");
    json.endObject().endObject();
}

/// GET /v1/customers/{customer-id}/managedservices
class ListManagedServices final : public Handler {
public:
    explicit ListManagedServices(ManagedServices& services) : services_(services) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto services = services_.list(request.partner.id, request.customer(), request.now);
        writeCollection(reply.body, services,
                        [&](const auto& one) { writeManagedService(reply.body, one); });
    }

private:
    ManagedServices& services_;
};

}  // namespace

void addManagedServiceHandlers(HandlerTable& table, const HandlerNeeds& needs) {
    table.add({"managed-service-list"},
              std::make_unique<ListManagedServices>(needs.dependencies.managed_services));
}

}  // namespace concordat::api
