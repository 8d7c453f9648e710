#include <concordat/cloud_store/plugin.hpp>

#include "germany_cloud.hpp"

CONCORDAT_PLUGIN_WITH_STORE(concordat::germany::GermanyCloud, "germany", "1.0.0");
