#include <memory>

#include <concordat/basic/basic_cloud.hpp>
#include <concordat/cloud_store/plugin.hpp>
#include <concordat/cloud_store/standard_session_opener.hpp>

namespace concordat::global {

/// The global cloud: its facts and the standard rules, nothing of its own.
class GlobalCloud final : public basic::BasicCloud {
public:
    explicit GlobalCloud(const rules::PluginContext& context) : BasicCloud(context) {}

    /// See CONCORDAT_PLUGIN_WITH_STORE.
    [[nodiscard]] std::unique_ptr<cloud_store::SessionOpener> createSessionOpener(
        const cloud_store::StoreSettings& settings) const {
        return std::make_unique<cloud_store::StandardSessionOpener>(settings);
    }
};

}  // namespace concordat::global

CONCORDAT_PLUGIN_WITH_STORE(concordat::global::GlobalCloud, "global", "1.0.0");
