#include "tests/plugins/conforming_cloud.hpp"

CONCORDAT_PLUGIN_WITH_STORE(concordat::tests::ConformingCloud, "example", "1.0.0");
