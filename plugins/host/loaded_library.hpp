#pragma once

#include <memory>

#include <concordat/rules/abi.h>

#include "plugins/host/plugin_file.hpp"

namespace concordat::host {

/// A plugin's library in this process, with its table. It is never unloaded: code that a thread may
/// still run, or an object that it made, must not lose the ground under its feet.
class LoadedLibrary {
public:
    /// Loads `file`, which runs its static constructors.
    /// @throws FatalError PLUGIN-LOAD when the system's loader refuses it or it exports no table
    explicit LoadedLibrary(PluginFile& file);
    ~LoadedLibrary();

    /// Its functions; every pointer but `store` is set.
    [[nodiscard]] const concordat_plugin_table& table() const { return *table_; }

private:
    struct Handle;

    std::unique_ptr<Handle> handle_;
    const concordat_plugin_table* table_ = nullptr;
};

}  // namespace concordat::host
