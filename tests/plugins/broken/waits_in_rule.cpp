#include <unistd.h>

#include "tests/plugins/conforming_cloud.hpp"

namespace {

class Broken final : public concordat::tests::ConformingCloud {
public:
    using ConformingCloud::ConformingCloud;

    concordat::rules::Decision mayAddCustomer(const concordat::rules::PartnerView&,
                                              const concordat::rules::CustomerDraftView&,
                                              concordat::rules::Instant) const override {
        for (;;) ::pause();
    }
};

}  // namespace

CONCORDAT_PLUGIN_WITH_STORE(Broken, "example", "1.0.0");
