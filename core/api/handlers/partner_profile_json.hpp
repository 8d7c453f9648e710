#pragma once

#include <string>

#include "core/api/json_reader.hpp"
#include "core/partners/partner.hpp"

namespace concordat::api {

/// Append the resources that are a partner's profiles. `version` is the etag that all profiles of a
/// partner share, so a change of one makes the others' stale.
void writeProfile(std::string& out, const partners::BillingProfile& profile, std::uint64_t version);
/// With the vetting, which the partner cannot change.
void writeProfile(std::string& out, const partners::LegalBusinessProfile& profile,
                  std::uint64_t version);
/// `partner` is also its tenant id.
void writeProfile(std::string& out, const PartnerId& partner,
                  const partners::OrganizationProfile& profile, std::uint64_t version);
/// The contact that customers see.
void writeProfile(std::string& out, const partners::SupportProfile& profile, std::uint64_t version);
/// Of any partner, so without an etag.
void writeProfile(std::string& out, const partners::MpnProfile& profile);

/// Read what a partner may change of a profile into `profile`, and leave the rest: not currency and
/// billing day. @throws Error InvalidRequest naming the member; `profile` is then half read
void readProfile(const JsonObject& object, partners::BillingProfile& profile);
/// Not the vetting.
void readProfile(const JsonObject& object, partners::LegalBusinessProfile& profile);
/// Not the domain.
void readProfile(const JsonObject& object, partners::OrganizationProfile& profile);
/// All of it.
void readProfile(const JsonObject& object, partners::SupportProfile& profile);

}  // namespace concordat::api
