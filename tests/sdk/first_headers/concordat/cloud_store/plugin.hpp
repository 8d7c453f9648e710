#pragma once

#include <boost/version.hpp>
#include <soci/version.h>

#include <concordat/cloud_store/session_opener.hpp>
#include <concordat/rules/plugin.hpp>

namespace concordat::cloud_store::border {

/// Carries the store's one call to `CloudType::createSessionOpener(const StoreSettings&) const`,
/// which returns a std::unique_ptr<SessionOpener>. As in rules::border::Bridge, no exception leaves
/// it: what the function throws becomes the message that the operator reads.
template <class CloudType>
class StoreBridge {
public:
    /// The store's table of this cloud, to stand in a constant of the plugin.
    static constexpr concordat_store_table table() {
        return {sizeof(concordat_store_table), create};
    }

private:
    static void* create(const concordat_instance* instance, const void* settings,
                        concordat_message* error) noexcept {
        using concordat::rules::border::copyTo;
        try {
            const auto& cloud = *reinterpret_cast<const CloudType*>(instance);
            return cloud.createSessionOpener(*static_cast<const StoreSettings*>(settings))
                .release();
        } catch (const std::exception& exception) {
            copyTo(error->text, exception.what());
        } catch (...) {
            copyTo(error->text, "an exception that is no std::exception");
        }
        return nullptr;
    }
};

}  // namespace concordat::cloud_store::border

/// As CONCORDAT_PLUGIN, for a cloud that also opens its store: `Class` has a member
/// `std::unique_ptr<SessionOpener> createSessionOpener(const StoreSettings&) const`, which usually
/// returns a StandardSessionOpener:
///
///     std::unique_ptr<cloud_store::SessionOpener> FranceCloud::createSessionOpener(
///         const cloud_store::StoreSettings& settings) const {
///         return std::make_unique<cloud_store::StandardSessionOpener>(settings);
///     }
///
/// The descriptor then names compiler, SOCI and Boost, and the host refuses to open the store
/// unless its own are the same.
#define CONCORDAT_PLUGIN_WITH_STORE(Class, cloud_id, version)                                  \
    static constinit const concordat_store_table concordat_plugin_store =                      \
        ::concordat::cloud_store::border::StoreBridge<Class>::table();                         \
    CONCORDAT_EXPORT_(::concordat::rules::border::makeDescriptor(                              \
                          cloud_id, #Class, version, CONCORDAT_COMPILER_TAG, SOCI_LIB_VERSION, \
                          BOOST_LIB_VERSION),                                                  \
                      &concordat_plugin_store, Class)
