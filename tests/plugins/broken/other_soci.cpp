#include <memory>

#include <concordat/cloud_store/plugin.hpp>
#include <concordat/cloud_store/standard_session_opener.hpp>

#include "tests/plugins/tiny_cloud.hpp"

namespace {

class Broken final : public concordat::tests::TinyCloud {
public:
    using TinyCloud::TinyCloud;

    std::unique_ptr<concordat::cloud_store::SessionOpener> createSessionOpener(
        const concordat::cloud_store::StoreSettings& settings) const {
        return std::make_unique<concordat::cloud_store::StandardSessionOpener>(settings);
    }
};

constinit const concordat_store_table store =
    concordat::cloud_store::border::StoreBridge<Broken>::table();

}  // namespace

CONCORDAT_EXPORT_(concordat::rules::border::makeDescriptor("tiny", "Broken", "1.0.0",
                                                           CONCORDAT_COMPILER_TAG, "9_9_9",
                                                           BOOST_LIB_VERSION),
                  &store, Broken);
