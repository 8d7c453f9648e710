#pragma once

#include <string_view>

#include <concordat/basic/basic_cloud.hpp>
#include <concordat/basic_internal/facts_files.hpp>

namespace concordat::basic {

/// How many values StandardRule has.
inline constexpr std::size_t kStandardRules = 20;

/// What follows the cloud's prefix in the id of a rule, such as "MARKET-1".
[[nodiscard]] std::string_view partOf(StandardRule rule);

/// Whether some request can meet `rule` where these facts hold. A rule that cannot refuse needs no
/// text, and cloud.yaml may leave it out.
[[nodiscard]] bool canRefuse(StandardRule rule, const FilesContent& content);

}  // namespace concordat::basic
