#include "tests/plugins/conforming_cloud.hpp"

namespace {

/// Made before anyone can catch what it throws.
[[maybe_unused]] const bool made = []() -> bool {
    throw std::runtime_error("no licence was found");
}();

using Broken = concordat::tests::ConformingCloud;

}  // namespace

CONCORDAT_PLUGIN_WITH_STORE(Broken, "example", "1.0.0");
