#include "plugins/host/loaded_library.hpp"

#define BOOST_DLL_USE_STD_FS
#include <boost/dll/shared_library.hpp>
#include <cstddef>
#include <dlfcn.h>

#include "core/base/error.hpp"

namespace concordat::host {

struct LoadedLibrary::Handle {
    boost::dll::shared_library library;
};

namespace {

[[noreturn]] void refuse(const PluginFile& file, const std::string& why) {
    throw FatalError("PLUGIN-LOAD", "The plugin '" + file.path().string() +
                                        "' cannot be loaded: " + why +
                                        ". Install the libraries that it needs or build it again.");
}

// What a plugin of SDK 1.0 has.
constexpr std::size_t kFirstTable = offsetof(concordat_plugin_table, tables);

// A null function would be found out by the first request that needs it; better by the start.
bool complete(const concordat_plugin_table& table) {
    return table.create && table.destroy && table.facts && table.may_enrol &&
           table.may_add_customer && table.may_change_billing && table.may_remove_relationship &&
           table.validate_address && table.may_use;
}

}  // namespace

LoadedLibrary::LoadedLibrary(PluginFile& file) : handle_(std::make_unique<Handle>()) {
    namespace dll = boost::dll;
    std::error_code error;
    // From here on the loader knows the library by the number of this descriptor.
    file.keepOpen();
    // All symbols now, so that a missing one stops the start and not a request; and none for others
    // to see, so that two clouds' plugins cannot take each other's functions.
    handle_->library.load(file.loadName(), dll::load_mode::rtld_now | dll::load_mode::rtld_local,
                          error);
    if (error) refuse(file, error.message());
    // Boost.DLL has no load mode for "never unload"; opening it again with the flag sets it.
    ::dlopen(file.loadName().c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NOLOAD | RTLD_NODELETE);
    if (!handle_->library.has(CONCORDAT_PLUGIN_SYMBOL))
        refuse(file, "it does not export " CONCORDAT_PLUGIN_SYMBOL);
    table_ = &handle_->library.get<const concordat_plugin_table>(CONCORDAT_PLUGIN_SYMBOL);
    if (table_->size < kFirstTable || !complete(*table_))
        refuse(file, "its table of functions is incomplete");
}

LoadedLibrary::~LoadedLibrary() = default;

const concordat_tables_table* LoadedLibrary::tables() const {
    if (table_->size < offsetof(concordat_plugin_table, languages)) return nullptr;
    const auto* const own = table_->tables;
    return own != nullptr && own->size >= sizeof(*own) && own->migrations ? own : nullptr;
}

const concordat_languages_table* LoadedLibrary::languages() const {
    if (table_->size < sizeof(concordat_plugin_table)) return nullptr;
    const auto* const own = table_->languages;
    return own != nullptr && own->size >= sizeof(*own) && own->texts ? own : nullptr;
}

}  // namespace concordat::host
