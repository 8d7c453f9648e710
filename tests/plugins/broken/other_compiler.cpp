#include "tests/plugins/conforming_cloud.hpp"

namespace {

using Broken = concordat::tests::ConformingCloud;

constinit const concordat_store_table store =
    concordat::cloud_store::border::StoreBridge<Broken>::table();

}  // namespace

CONCORDAT_EXPORT_(concordat::rules::border::makeDescriptor("example", "Broken", "1.0.0", "gcc 99",
                                                           SOCI_LIB_VERSION, BOOST_LIB_VERSION),
                  &store, Broken);
