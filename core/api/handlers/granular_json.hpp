#pragma once

#include <string>
#include <vector>

#include "core/api/json_reader.hpp"
#include "core/relationships/granular_service.hpp"

namespace concordat::api {

/// Writes the resource DelegatedAdminRelationship, with the members of Microsoft Graph's.
void writeGranular(std::string& out, const relationships::GranularRelationship& relationship);

/// Reads what a draft asks for: `displayName`, `duration`, `autoExtendDuration` and
/// `accessDetails`. @throws Error InvalidRequest naming the member
[[nodiscard]] relationships::GranularDraft readGranularDraft(const JsonObject& object);

/// Reads `customers`, the tenant ids of a bulk request, each once. @throws Error likewise
[[nodiscard]] std::vector<CustomerId> readCustomers(const JsonObject& object);

}  // namespace concordat::api
