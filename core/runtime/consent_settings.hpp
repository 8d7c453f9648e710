#pragma once

#include "core/runtime/settings.hpp"
#include "core/runtime/webhook_settings.hpp"
#include "core/runtime/yaml_section.hpp"

namespace concordat::runtime {

/// Reads `consent` of a cloud, after its identity, and notes every mistake. Private to the room.
[[nodiscard]] ConsentSettings readConsent(YamlSection section, const CloudSettings& cloud,
                                          const PathReader& read_path);

}  // namespace concordat::runtime
