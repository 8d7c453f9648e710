// Built against the headers of SDK 1.0: see first_headers.
#include <memory>

#include <concordat/cloud_store/plugin.hpp>

#include "tests/plugins/tiny_cloud.hpp"

static_assert(CONCORDAT_SDK_MINOR == 0);

namespace {

class NoWhere final : public concordat::cloud_store::SessionOpener {
public:
    std::string_view backend() const override { return "sqlite3"; }
    void open(soci::session&) const override {}
};

class FirstCloud final : public concordat::tests::TinyCloud {
public:
    using TinyCloud::TinyCloud;

    std::unique_ptr<concordat::cloud_store::SessionOpener> createSessionOpener(
        const concordat::cloud_store::StoreSettings& settings) const {
        if (settings.path != "a.db") throw std::runtime_error("other settings");
        return std::make_unique<NoWhere>();
    }
};

}  // namespace

CONCORDAT_PLUGIN_WITH_STORE(FirstCloud, "tiny", "1.0.0");
