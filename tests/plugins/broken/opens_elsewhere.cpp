#include "tests/plugins/conforming_cloud.hpp"

namespace {

class Broken final : public concordat::tests::ConformingCloud {
public:
    using ConformingCloud::ConformingCloud;

    std::unique_ptr<concordat::cloud_store::SessionOpener> createSessionOpener(
        concordat::cloud_store::StoreSettings settings) const {
        settings.path += "-elsewhere";
        return std::make_unique<concordat::cloud_store::StandardSessionOpener>(settings);
    }
};

}  // namespace

CONCORDAT_PLUGIN_WITH_STORE(Broken, "example", "1.0.0");
