#pragma once

#include "core/runtime/settings.hpp"
#include "core/runtime/yaml_section.hpp"

namespace concordat::runtime {

/// Reads `dns` of a cloud and notes every mistake. Private to the room.
[[nodiscard]] ResolverSettings readResolver(YamlSection section);

}  // namespace concordat::runtime
