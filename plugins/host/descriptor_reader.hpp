#pragma once

#include <concordat/rules/abi.h>

#include "plugins/host/host.hpp"
#include "plugins/host/plugin_file.hpp"

namespace concordat::host {

/// Reads the descriptor from the plugin's ELF section with bounded reads; the file may be hostile.
/// Checks its magic, its size and that every text ends; whether the versions fit is for load(). A
/// longer descriptor of a newer SDK is read as far as this host knows it.
/// @throws FatalError PLUGIN-FORMAT when it is not a 64-bit ELF shared library of this machine,
/// PLUGIN-DESCRIPTOR when it is one but no plugin
[[nodiscard]] concordat_descriptor readDescriptor(const PluginFile& file);

/// The descriptor as C++ texts, without the checksum. What is not printable ASCII becomes '?',
/// because the texts go to terminals and logs.
[[nodiscard]] PluginInfo infoOf(const concordat_descriptor& descriptor,
                                const std::filesystem::path& path);

}  // namespace concordat::host
