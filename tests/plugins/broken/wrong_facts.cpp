#include "tests/plugins/tiny_cloud.hpp"

namespace {

class Broken final : public concordat::tests::TinyCloud {
public:
    explicit Broken(const concordat::rules::PluginContext& context) : TinyCloud(context) {
        facts_.id = "another";
    }
};

}  // namespace

CONCORDAT_PLUGIN(Broken, "tiny", "1.0.0");
