#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <concordat/rules/cloud.hpp>

#include "plugins/host/host.hpp"

namespace concordat::tests {

/// The folders of the clouds that are built, as clouds/CMakeLists.txt names them.
[[nodiscard]] const std::vector<std::string>& cloudFolders();

/// The folder with a cloud's library and its facts.
[[nodiscard]] std::filesystem::path cloudFolder(const std::string& name);

/// Loads a cloud's real library through the host.
[[nodiscard]] std::unique_ptr<host::LoadedPlugin> loadCloud(const std::string& name,
                                                            const host::LoadOptions& options = {});

/// The cloud as it is without any setting, loaded once for all tests that only ask it.
[[nodiscard]] const host::LoadedPlugin& sharedCloud(const std::string& name);

/// A partner that may sell in the cloud.
[[nodiscard]] rules::PartnerView goodPartner(const std::string& cloud);

/// A customer that the cloud accepts from that partner.
[[nodiscard]] rules::CustomerDraftView goodDraft(const std::string& cloud);

/// The first moment (UTC) of a day.
[[nodiscard]] rules::Instant day(int year, unsigned month, unsigned day_of_month);

}  // namespace concordat::tests
