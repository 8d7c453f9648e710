#include "tests/plugins/conforming_cloud.hpp"

namespace {

int garbage(const concordat_instance*, const concordat_sink*, concordat_decision*) {
    return 42;
}

consteval concordat_plugin_table answeringGarbage() {
    auto table = concordat::rules::border::Bridge<concordat::tests::ConformingCloud>::table();
    table.may_use = garbage;
    return table;
}

}  // namespace

extern "C" {
__attribute__((section(CONCORDAT_PLUGIN_SECTION),
               used)) constinit const concordat_descriptor concordat_plugin_descriptor =
    concordat::rules::border::makeDescriptor("example", "broken", "1.0.0", CONCORDAT_COMPILER_TAG);
extern const concordat_plugin_table concordat_plugin __attribute__((visibility("default")));
__attribute__((used)) constinit const concordat_plugin_table concordat_plugin = answeringGarbage();
}  // extern "C"
static_assert(true);
