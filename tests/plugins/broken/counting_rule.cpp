#include <atomic>

#include "tests/plugins/conforming_cloud.hpp"

namespace {

class Broken final : public concordat::tests::ConformingCloud {
public:
    using ConformingCloud::ConformingCloud;

    concordat::rules::Decision mayEnrol(
        const concordat::rules::PartnerView& partner) const override {
        if (++asked_ % 7 == 0) return concordat::rules::Decision::refuse("EX-MARKET-1", "country");
        return ConformingCloud::mayEnrol(partner);
    }

private:
    mutable std::atomic<unsigned> asked_{0};
};

}  // namespace

CONCORDAT_PLUGIN_WITH_STORE(Broken, "example", "1.0.0");
