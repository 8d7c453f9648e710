#pragma once

#include <iosfwd>
#include <string>

#include "core/runtime/seed_file.hpp"
#include "core/runtime/settings.hpp"

namespace concordat::cli {

/// Writes commands that a newcomer can paste into a shell: the main job against the cloud at `url`
/// as the first partner of its seed. Writes nothing when the cloud has no built-in authority or no
/// seed.
void writeTour(std::ostream& out, const runtime::CloudSettings& cloud, const std::string& url,
               const runtime::Seed& seed);

}  // namespace concordat::cli
