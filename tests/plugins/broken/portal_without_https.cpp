#include "tests/plugins/conforming_cloud.hpp"

namespace {

class Broken final : public concordat::tests::ConformingCloud {
public:
    explicit Broken(const concordat::rules::PluginContext& context) : ConformingCloud(context) {
        facts_.managed_services = {{"Mail",
                                    "Mail",
                                    "Office",
                                    {"sku"},
                                    "https://portal.example.test/{tenant}",
                                    "http://portal.example.test/{tenant}",
                                    "https://portal.example.test/{tenant}"}};
    }
};

}  // namespace

CONCORDAT_PLUGIN_WITH_STORE(Broken, "example", "1.0.0");
