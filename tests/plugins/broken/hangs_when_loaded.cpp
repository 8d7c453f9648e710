#include <unistd.h>

#include "tests/plugins/conforming_cloud.hpp"

namespace {

[[maybe_unused]] const bool made = []() -> bool {
    for (;;) ::pause();
}();

using Broken = concordat::tests::ConformingCloud;

}  // namespace

CONCORDAT_PLUGIN_WITH_STORE(Broken, "example", "1.0.0");
