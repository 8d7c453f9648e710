#pragma once

#include "core/runtime/settings.hpp"
#include "core/runtime/webhook_settings.hpp"
#include "core/runtime/yaml_section.hpp"

namespace concordat::runtime {

/// Reads `agreements` of a cloud and notes every mistake. Private to the room.
[[nodiscard]] AgreementSettings readAgreements(YamlSection section, const PathReader& read_path);

/// Where links to texts of agreements lead; the text of a link follows. Below the address that the
/// settings name for that, else for consent pages or webhooks, else that of the listener; without
/// an address, where the system chooses the port.
[[nodiscard]] std::string documentsUrlOf(const CloudSettings& cloud);

}  // namespace concordat::runtime
