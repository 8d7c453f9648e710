#include <concordat/cloud_store/plugin.hpp>

#include "france_cloud.hpp"

CONCORDAT_PLUGIN_WITH_STORE(france::FranceCloud, "france", "1.0.0");
