#include "tests/plugins/tiny_cloud.hpp"

namespace {

consteval concordat_plugin_table halved() {
    auto table = concordat::rules::border::Bridge<concordat::tests::TinyCloud>::table();
    table.may_use = nullptr;
    return table;
}

}  // namespace

extern "C" {
__attribute__((section(CONCORDAT_PLUGIN_SECTION),
               used)) constinit const concordat_descriptor concordat_plugin_descriptor =
    concordat::rules::border::makeDescriptor("tiny", "broken", "1.0.0", CONCORDAT_COMPILER_TAG);
extern const concordat_plugin_table concordat_plugin __attribute__((visibility("default")));
__attribute__((used)) constinit const concordat_plugin_table concordat_plugin = halved();
}
