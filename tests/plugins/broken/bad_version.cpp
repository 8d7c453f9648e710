#include "tests/plugins/conforming_cloud.hpp"

namespace {

using Broken = concordat::tests::ConformingCloud;

}  // namespace

CONCORDAT_PLUGIN_WITH_STORE(Broken, "example", "newest");
