#pragma once

#include <concordat/rules/abi.h>

#include "plugins/host/host.hpp"
#include "plugins/host/plugin_file.hpp"

namespace concordat::host {

/// Reads the descriptor from the plugin's ELF section with bounded reads; the file may be hostile.
/// Checks its magic and size and nothing else.
/// @throws FatalError PLUGIN-FORMAT when it is not a 64-bit ELF shared library of this machine,
/// PLUGIN-DESCRIPTOR when it is one but no plugin
[[nodiscard]] concordat_descriptor readDescriptor(const PluginFile& file);

/// The descriptor as C++ texts, without the checksum.
[[nodiscard]] PluginInfo infoOf(const concordat_descriptor& descriptor,
                                const std::filesystem::path& path);

}  // namespace concordat::host
