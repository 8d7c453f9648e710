#include "tests/plugins/conforming_cloud.hpp"

namespace {

class Broken final : public concordat::tests::ConformingCloud {
public:
    using ConformingCloud::ConformingCloud;

    concordat::rules::Decision mayAddCustomer(const concordat::rules::PartnerView&,
                                              const concordat::rules::CustomerDraftView& draft,
                                              concordat::rules::Instant) const override {
        return concordat::rules::Decision::refuse("EX-MARKET-1", draft.billing.email);
    }
};

}  // namespace

CONCORDAT_PLUGIN_WITH_STORE(Broken, "example", "1.0.0");
