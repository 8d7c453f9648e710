#include <fcntl.h>

#include "tests/plugins/conforming_cloud.hpp"

namespace {

/// Opens one descriptor more for each session, and never closes it.
class LeakingOpener final : public concordat::cloud_store::SessionOpener {
public:
    explicit LeakingOpener(const concordat::cloud_store::StoreSettings& settings)
        : standard_(settings) {}
    std::string_view backend() const override { return standard_.backend(); }
    void open(soci::session& session) const override {
        (void)::open("/dev/null", O_RDONLY | O_CLOEXEC);
        standard_.open(session);
    }

private:
    concordat::cloud_store::StandardSessionOpener standard_;
};

class Broken final : public concordat::tests::ConformingCloud {
public:
    using ConformingCloud::ConformingCloud;

    std::unique_ptr<concordat::cloud_store::SessionOpener> createSessionOpener(
        const concordat::cloud_store::StoreSettings& settings) const {
        return std::make_unique<LeakingOpener>(settings);
    }
};

}  // namespace

CONCORDAT_PLUGIN_WITH_STORE(Broken, "example", "1.0.0");
