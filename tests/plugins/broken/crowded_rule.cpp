#include <atomic>
#include <thread>

#include "tests/plugins/conforming_cloud.hpp"

namespace {

/// Right for one thread, wrong for two.
class Broken final : public concordat::tests::ConformingCloud {
public:
    using ConformingCloud::ConformingCloud;

    concordat::rules::Decision mayUse(const concordat::rules::SinkView& sink) const override {
        constexpr int kLooks = 100;
        bool alone = ++inside_ == 1;
        for (int i = 0; i < kLooks; ++i) {
            std::this_thread::yield();
            alone = alone && inside_ == 1;
        }
        --inside_;
        return alone ? ConformingCloud::mayUse(sink)
                     : concordat::rules::Decision::refuse("EX-MARKET-1");
    }

private:
    mutable std::atomic<int> inside_{0};
};

}  // namespace

CONCORDAT_PLUGIN_WITH_STORE(Broken, "example", "1.0.0");
