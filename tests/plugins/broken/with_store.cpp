#include <memory>

#include <concordat/cloud_store/plugin.hpp>
#include <concordat/cloud_store/standard_session_opener.hpp>

#include "tests/plugins/tiny_cloud.hpp"

namespace {

class StoringCloud final : public concordat::tests::TinyCloud {
public:
    using TinyCloud::TinyCloud;

    std::unique_ptr<concordat::cloud_store::SessionOpener> createSessionOpener(
        const concordat::cloud_store::StoreSettings& settings) const {
        return std::make_unique<concordat::cloud_store::StandardSessionOpener>(settings);
    }
};

}  // namespace

CONCORDAT_PLUGIN_WITH_STORE(StoringCloud, "tiny", "1.0.0");
