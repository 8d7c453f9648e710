#include "core/api/handlers/granular_json.hpp"

#include <algorithm>
#include <charconv>

#include "core/api/handlers/customer_json.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/json_writer.hpp"

namespace concordat::api {
namespace {

using accounts::DirectoryRoles;
using relationships::GranularRelationship;
using relationships::GranularService;

constexpr Length kName{1, 50};
/// Of a duration of days or a unique identifier.
constexpr Length kShort{1, 36};
constexpr std::size_t kMostCustomers = 50;
constexpr std::string_view kNever = "PT0S";

Error badProperty(const JsonObject& object, std::string_view member) {
    return {ErrorKind::InvalidRequest, codes::kBadProperty, {object.pathOf(member)}};
}

/// Reads a duration of whole days, such as P730D, the one form that there is here.
std::optional<std::uint32_t> daysOf(std::string_view duration) {
    if (duration.size() < 3 || duration.front() != 'P' || duration.back() != 'D')
        return std::nullopt;
    const auto digits = duration.substr(1, duration.size() - 2);
    std::uint32_t days = 0;
    const auto* const end = digits.data() + digits.size();
    const auto [at, fault] = std::from_chars(digits.data(), end, days);
    if (fault != std::errc{} || at != end) return std::nullopt;
    return days;
}

std::string durationOf(std::int64_t days) {
    return std::string("P").append(std::to_string(days)).append("D");
}

bool readAutoExtend(const JsonObject& object) {
    const auto given = object.text("autoExtendDuration", kShort);
    if (given.empty() || given == kNever) return false;
    if (given != durationOf(GranularService::kExtension.count()))
        throw badProperty(object, "autoExtendDuration");
    return true;
}

DirectoryRoles readRoles(const JsonObject& object) {
    DirectoryRoles roles;
    const auto details = object.requireObject("accessDetails");
    for (const auto& item : details.objects("unifiedRoles")) {
        const auto id = Uuid::parse(item.requireText("roleDefinitionId", kShort));
        const auto role = id ? accounts::directoryRoleWithId(*id) : std::nullopt;
        if (!role) throw badProperty(item, "roleDefinitionId");
        roles = roles | *role;
    }
    return roles;
}

void writeRoles(JsonWriter& json, DirectoryRoles roles) {
    json.name("accessDetails").beginObject().name("unifiedRoles").beginArray();
    for (const auto& fact : accounts::directoryRoles())
        if (roles.has(fact.role))
            json.beginObject().member("roleDefinitionId", fact.id).endObject();
    json.endArray().endObject();
}

}  // namespace

void writeGranular(std::string& out, const GranularRelationship& one) {
    JsonWriter json(out);
    json.beginObject()
        .member("id", one.id.value)
        .member("displayName", one.display_name)
        .member("duration", durationOf(one.days))
        .member("autoExtendDuration", one.auto_extend
                                          ? durationOf(GranularService::kExtension.count())
                                          : std::string(kNever));
    json.name("customer").beginObject().member("tenantId", one.customer.value);
    json.member("displayName", one.customer_name).endObject();
    writeRoles(json, one.roles);
    json.member("status", nameOf(one.state))
        .member("createdDateTime", one.created)
        .member("lastModifiedDateTime", one.changed);
    if (one.activated != Instant{}) json.member("activatedDateTime", one.activated);
    if (one.ends != Instant{}) json.member("endDateTime", one.ends);
    json.name("attributes").beginObject().member("etag", etagOf(one.version));
    json.member("objectType", "DelegatedAdminRelationship").endObject().endObject();
}

relationships::GranularDraft readGranularDraft(const JsonObject& object) {
    relationships::GranularDraft draft;
    draft.display_name = object.requireText("displayName", kName);
    const auto days = daysOf(object.requireText("duration", kShort));
    if (!days) throw badProperty(object, "duration");
    draft.days = *days;
    draft.auto_extend = readAutoExtend(object);
    draft.roles = readRoles(object);
    return draft;
}

std::vector<CustomerId> readCustomers(const JsonObject& object) {
    constexpr std::string_view kCustomers = "customers";
    std::vector<CustomerId> all;
    for (const auto& text : object.texts(kCustomers, kMostCustomers, kShort)) {
        const auto id = Uuid::parse(text);
        if (!id || std::find(all.begin(), all.end(), CustomerId{*id}) != all.end())
            throw badProperty(object, kCustomers);
        all.push_back({*id});
    }
    if (all.empty())
        throw Error(ErrorKind::InvalidRequest, codes::kMemberMissing, {std::string(kCustomers)});
    return all;
}

}  // namespace concordat::api
