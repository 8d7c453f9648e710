#include "core/api/handlers/audit_json.hpp"

#include "core/base/json_writer.hpp"

namespace concordat::api {
namespace {

// The words within an id have no underscores, which separate its parts.
void appendPlain(std::string& out, std::string_view word) {
    for (const char c : word)
        if (c != '_') out.push_back(c);
}

std::string recordIdOf(const audit::Entry& entry) {
    std::string id = entry.partner.value.toString() + '_';
    if (entry.customer) id += entry.customer->value.toString();
    id += '_';
    appendPlain(id, nameOf(entry.resource));
    id += '_';
    appendPlain(id, nameOf(entry.operation));
    return id + '_' + entry.id.toString();
}

}  // namespace

void writeAuditRecord(std::string& out, const audit::Entry& entry) {
    JsonWriter json(out);
    json.beginObject().member("id", std::string_view(recordIdOf(entry)));
    json.member("partnerId", entry.partner.value);
    if (entry.customer) json.member("customerId", entry.customer->value);
    json.memberIfAny("customerName", entry.customer_name);
    json.memberIfAny("userPrincipalName", entry.user_name);
    json.member("applicationId", entry.application.value);
    json.member("originalCorrelationId", entry.correlation.value);
    json.member("resourceType", nameOf(entry.resource));
    json.memberIfAny("resourceOldValue", entry.old_value);
    json.memberIfAny("resourceNewValue", entry.new_value);
    json.member("operationType", nameOf(entry.operation));
    json.member("operationDate", entry.at).member("operationStatus", "succeeded");
    json.name("customizedData").beginArray();
    for (const auto& [key, value] : entry.customized_data) {
        json.beginObject().member("key", std::string_view(key));
        json.member("value", std::string_view(value)).endObject();
    }
    json.endArray();
    json.name("attributes").beginObject().member("objectType", "AuditRecord").endObject();
    json.endObject();
}

std::optional<Uuid> entryIdOf(std::string_view record_id) {
    if (record_id.size() < Uuid::kTextSize) return std::nullopt;
    const auto rest = record_id.size() - Uuid::kTextSize;
    if (rest > 0 && record_id[rest - 1] != '_') return std::nullopt;
    return Uuid::parse(record_id.substr(rest));
}

}  // namespace concordat::api
