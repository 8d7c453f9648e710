#pragma once

#include <memory>

#include <concordat/rules/abi.h>

#include "plugins/host/plugin_file.hpp"

namespace concordat::host {

/// A plugin's library in this process, with its table. It is never unloaded: code that a thread may
/// still run, or an object that it made, must not lose the ground under its feet. Destroying this
/// object only gives up the handle.
class LoadedLibrary {
public:
    /// Loads `file`, which runs its static constructors: everything that can be checked without
    /// that must have been checked. All symbols are resolved now and seen by nobody else. Keeps the
    /// descriptor of `file` open.
    /// @throws FatalError PLUGIN-LOAD when the system's loader refuses it, or it exports no table
    /// or one with functions missing
    explicit LoadedLibrary(PluginFile& file);
    ~LoadedLibrary();

    /// Its functions; every required pointer is set. Valid for the life of the process. What came
    /// after SDK 1.0 may lie behind its end: ask for it below.
    [[nodiscard]] const concordat_plugin_table& table() const { return *table_; }
    /// The ability to keep tables; null when the plugin lacks it or is older.
    [[nodiscard]] const concordat_tables_table* tables() const;
    /// The ability to speak further languages; null likewise.
    [[nodiscard]] const concordat_languages_table* languages() const;

private:
    // Boost.DLL's object, which only the source sees.
    struct Handle;

    std::unique_ptr<Handle> handle_;
    const concordat_plugin_table* table_ = nullptr;
};

}  // namespace concordat::host
