#include "tests/plugins/tiny_cloud.hpp"

CONCORDAT_PLUGIN(concordat::tests::TinyCloud, "tiny", "1.2.3");
