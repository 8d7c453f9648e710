#include "tests/plugins/conforming_cloud.hpp"

namespace {

class Broken final : public concordat::tests::ConformingCloud {
public:
    using ConformingCloud::ConformingCloud;

    concordat::rules::Decision mayUse(const concordat::rules::SinkView& sink) const override {
        return sink.kind == "issuer" ? concordat::rules::Decision::allow()
                                     : ConformingCloud::mayUse(sink);
    }
};

}  // namespace

CONCORDAT_PLUGIN_WITH_STORE(Broken, "example", "1.0.0");
