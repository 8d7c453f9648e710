#include "tests/plugins/conforming_cloud.hpp"

namespace {

/// As deep as its argument: with this much in every frame, a city of 500 letters needs 1 MiB.
[[gnu::noinline]] std::size_t blanks(std::string_view text) {
    volatile char kept[2048];
    kept[0] = text.empty() ? ' ' : text.front();
    const std::size_t here = kept[0] == ' ' ? 1 : 0;
    const auto rest = text.empty() ? 0 : blanks(text.substr(1));
    return rest + here + static_cast<std::size_t>(kept[0] == '\0');
}

class Broken final : public concordat::tests::ConformingCloud {
public:
    using ConformingCloud::ConformingCloud;

    concordat::rules::AddressVerdict validateAddress(
        const concordat::rules::AddressView& address) const override {
        if (address.city.size() <= 500 && blanks(address.city) > 501)
            return {concordat::rules::AddressStatus::NotValidated, market("", "city"), {}};
        return ConformingCloud::validateAddress(address);
    }
};

}  // namespace

CONCORDAT_PLUGIN_WITH_STORE(Broken, "example", "1.0.0");
