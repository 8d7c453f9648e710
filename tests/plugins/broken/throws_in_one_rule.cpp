#include "tests/plugins/conforming_cloud.hpp"

namespace {

class Broken final : public concordat::tests::ConformingCloud {
public:
    using ConformingCloud::ConformingCloud;

    concordat::rules::Decision mayChangeBilling(const concordat::rules::PartnerView&,
                                                const concordat::rules::AccountView&,
                                                const concordat::rules::BillingProfileView&,
                                                concordat::rules::Instant) const override {
        throw std::runtime_error("no such table");
    }
};

}  // namespace

CONCORDAT_PLUGIN_WITH_STORE(Broken, "example", "1.0.0");
