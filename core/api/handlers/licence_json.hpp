#pragma once

#include <string>

#include "core/api/json_reader.hpp"
#include "core/commerce/licence_service.hpp"

namespace concordat::api {

/// Writes the resource SubscribedSku.
void writeSubscribedSku(std::string& out, const commerce::SubscribedSku& sku);

/// Writes the resource License.
void writeLicence(std::string& out, const commerce::HeldLicence& licence);

/// Writes the resource LicenseUpdate.
void writeLicenceUpdate(std::string& out, const commerce::LicenceUpdate& update);

/// Reads the resource LicenseUpdate. @throws Error InvalidRequest naming the member
[[nodiscard]] commerce::LicenceUpdate readLicenceUpdate(const JsonObject& object);

}  // namespace concordat::api
