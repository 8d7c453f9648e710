#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "core/runtime/settings.hpp"
#include "core/runtime/yaml_section.hpp"

namespace concordat::runtime {

/// Reads a path as the rest of the settings reads its paths.
using PathReader =
    std::function<void(YamlSection& section, const std::string& key, std::filesystem::path& out)>;

/// Reads `webhooks` of a cloud and notes every mistake. Private to the room.
[[nodiscard]] WebhookSettings readWebhooks(YamlSection section, bool production,
                                           const PathReader& read_path);

}  // namespace concordat::runtime
