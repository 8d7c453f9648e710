#pragma once

#include <string>

#include "core/api/json_reader.hpp"
#include "core/partners/partner.hpp"

namespace concordat::api {

/// Append the resources that are a partner's profiles. `version` is the etag that all profiles of a
/// partner share.
void writeProfile(std::string& out, const partners::BillingProfile& profile, std::uint64_t version);
void writeProfile(std::string& out, const partners::LegalBusinessProfile& profile,
                  std::uint64_t version);
void writeProfile(std::string& out, const PartnerId& partner,
                  const partners::OrganizationProfile& profile, std::uint64_t version);
void writeProfile(std::string& out, const partners::SupportProfile& profile, std::uint64_t version);
void writeProfile(std::string& out, const partners::MpnProfile& profile);

/// Read what a partner may change of a profile into `profile`, and leave the rest. @throws Error
/// InvalidRequest naming the member
void readProfile(const JsonObject& object, partners::BillingProfile& profile);
void readProfile(const JsonObject& object, partners::LegalBusinessProfile& profile);
void readProfile(const JsonObject& object, partners::OrganizationProfile& profile);
void readProfile(const JsonObject& object, partners::SupportProfile& profile);

}  // namespace concordat::api
