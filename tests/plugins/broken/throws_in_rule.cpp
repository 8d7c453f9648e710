#include "tests/plugins/tiny_cloud.hpp"

namespace {

using namespace concordat::rules;

/// Every rule goes wrong, each in another way.
class Broken final : public concordat::tests::TinyCloud {
public:
    using TinyCloud::TinyCloud;

    Decision mayEnrol(const PartnerView&) const override {
        throw std::runtime_error("no such table");
    }
    Decision mayAddCustomer(const PartnerView&, const CustomerDraftView&, Instant) const override {
        throw 7;
    }
    Decision mayRemoveRelationship(const PartnerView&, const AccountView&, Instant) const override {
        return Decision::refuse("TINY-UNKNOWN-1");
    }
    AddressVerdict validateAddress(const AddressView&) const override {
        return {static_cast<AddressStatus>(99), Decision::allow(), {}};
    }
};

}  // namespace

CONCORDAT_PLUGIN(Broken, "tiny", "1.0.0");
