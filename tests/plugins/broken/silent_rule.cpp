#include "tests/plugins/conforming_cloud.hpp"

namespace {

class Broken final : public concordat::tests::ConformingCloud {
public:
    explicit Broken(const concordat::rules::PluginContext& context) : ConformingCloud(context) {
        auto rule = facts_.rules.front();
        rule.id = "EX-SILENT-1";
        facts_.rules.push_back(rule);
    }
};

}  // namespace

CONCORDAT_PLUGIN_WITH_STORE(Broken, "example", "1.0.0");
