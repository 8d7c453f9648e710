#include "core/api/handlers/licence_json.hpp"

#include <algorithm>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/json_writer.hpp"

namespace concordat::api {
namespace {

// More than any customer has kinds of licences, or a SKU services.
constexpr std::size_t kMostSkus = 100;
constexpr std::size_t kMostServices = 100;
constexpr Length kSkuId{1, 64};

void writeType(JsonWriter& json, std::string_view type) {
    json.name("attributes").beginObject().member("objectType", type).endObject();
}

void writeProductSku(JsonWriter& json, const commerce::SkuView& sku) {
    json.name("productSku")
        .beginObject()
        .member("id", sku.id)
        .memberIfAny("name", sku.name)
        .memberIfAny("skuPartNumber", sku.part_number)
        .member("targetType", sku.target)
        .member("licenseGroupId", sku.licence_group)
        .endObject();
}

/// `on` is the status of what is enabled.
void writeServices(JsonWriter& json, const commerce::SkuView& sku, std::string_view on) {
    json.name("servicePlans").beginArray();
    for (const auto& service : sku.services)
        json.beginObject()
            .member("displayName", service.fact->title)
            .member("serviceName", service.fact->name)
            .member("id", service.fact->id)
            .member("capabilityStatus", service.enabled ? on : std::string_view("Disabled"))
            .member("targetType", service.fact->target)
            .endObject();
    json.endArray();
}

}  // namespace

void writeSubscribedSku(std::string& out, const commerce::SubscribedSku& sku) {
    const std::string_view status = sku.active > 0 ? "Enabled" : "Suspended";
    JsonWriter json(out);
    json.beginObject()
        .member("availableUnits", sku.active - std::min(sku.active, sku.consumed))
        .member("activeUnits", sku.active)
        .member("consumedUnits", sku.consumed)
        .member("suspendedUnits", sku.suspended)
        .member("totalUnits", sku.active)
        .member("warningUnits", 0U);
    writeProductSku(json, sku.sku);
    writeServices(json, sku.sku, sku.active > 0 ? "Success" : status);
    json.member("capabilityStatus", status);
    writeType(json, "SubscribedSku");
    json.endObject();
}

void writeLicence(std::string& out, const commerce::HeldLicence& licence) {
    JsonWriter json(out);
    json.beginObject();
    writeServices(json, licence.sku, licence.suspended ? "Suspended" : "Enabled");
    writeProductSku(json, licence.sku);
    writeType(json, "License");
    json.endObject();
}

void writeLicenceUpdate(std::string& out, const commerce::LicenceUpdate& update) {
    JsonWriter json(out);
    json.beginObject().name("licensesToAssign").beginArray();
    for (const auto& one : update.assign) {
        json.beginObject().name("excludedPlans").beginArray();
        for (const auto& id : one.excluded) json.value(id);
        json.endArray().member("skuId", one.sku).endObject();
    }
    json.endArray().name("licensesToRemove").beginArray();
    for (const auto& sku : update.remove) json.value(sku);
    json.endArray().name("licenseWarnings").beginArray().endArray();
    writeType(json, "LicenseUpdate");
    json.endObject();
}

commerce::LicenceUpdate readLicenceUpdate(const JsonObject& object) {
    commerce::LicenceUpdate update;
    const auto assigned = object.objects("licensesToAssign");
    if (assigned.size() > kMostSkus)
        throw Error(ErrorKind::InvalidRequest, codes::kBadProperty, {"licensesToAssign"});
    for (const auto& one : assigned)
        update.assign.push_back(
            {one.requireText("skuId", kSkuId), one.texts("excludedPlans", kMostServices, kSkuId)});
    update.remove = object.texts("licensesToRemove", kMostSkus, kSkuId);
    return update;
}

}  // namespace concordat::api
