#include <cstdlib>

#include "tests/plugins/conforming_cloud.hpp"

namespace {

[[maybe_unused]] const bool made = []() -> bool { std::exit(0); }();

using Broken = concordat::tests::ConformingCloud;

}  // namespace

CONCORDAT_PLUGIN_WITH_STORE(Broken, "example", "1.0.0");
