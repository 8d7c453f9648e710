#include "tests/plugins/conforming_cloud.hpp"

namespace {

class Broken final : public concordat::tests::ConformingCloud {
public:
    using ConformingCloud::ConformingCloud;

    concordat::rules::Decision mayEnrol(
        const concordat::rules::PartnerView& partner) const override {
        // at() throws when there is no @.
        if (!partner.contact_email.empty())
            (void)partner.contact_email.at(partner.contact_email.find('@'));
        return ConformingCloud::mayEnrol(partner);
    }
};

}  // namespace

CONCORDAT_PLUGIN_WITH_STORE(Broken, "example", "1.0.0");
