#include <concordat/cloud_store/plugin.hpp>

#include "us_government_cloud.hpp"

CONCORDAT_PLUGIN_WITH_STORE(concordat::us_government::UsGovernmentCloud, "us-government", "1.0.0");
