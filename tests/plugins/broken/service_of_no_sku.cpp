#include "tests/plugins/conforming_cloud.hpp"

namespace {

class Broken final : public concordat::tests::ConformingCloud {
public:
    explicit Broken(const concordat::rules::PluginContext& context) : ConformingCloud(context) {
        const std::string address = "https://portal.example.test/{tenant}";
        facts_.managed_services = {
            {"Mail", "Mail", "Office", {"nothing"}, address, address, address}};
    }
};

}  // namespace

CONCORDAT_PLUGIN_WITH_STORE(Broken, "example", "1.0.0");
