#include <unistd.h>

#include "tests/plugins/tiny_cloud.hpp"

namespace {

/// Its rule about enrolment waits on a pipe that only the test can end.
class Broken final : public concordat::tests::TinyCloud {
public:
    explicit Broken(const concordat::rules::PluginContext& context)
        : TinyCloud({}), pipe_(std::stoi(context.settings.at("pipe"))) {}

    concordat::rules::Decision mayEnrol(const concordat::rules::PartnerView&) const override {
        char byte = 0;
        (void)!::read(pipe_, &byte, 1);
        return concordat::rules::Decision::allow();
    }

private:
    int pipe_;
};

}  // namespace

CONCORDAT_PLUGIN(Broken, "tiny", "1.0.0");
