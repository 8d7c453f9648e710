#include <cstdlib>

#include "tests/plugins/conforming_cloud.hpp"

namespace {

/// Leaves a mark where the test looks: a file that says that code of the plugin ran.
[[maybe_unused]] const bool made = [] {
    const char* file = std::getenv("CONCORDAT_TEST_MARK");
    if (file != nullptr) std::ofstream(file) << "ran";
    return true;
}();

using Broken = concordat::tests::ConformingCloud;

}  // namespace

CONCORDAT_PLUGIN_WITH_STORE(Broken, "example", "1.0.0");
