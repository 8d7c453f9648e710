#include <concordat/rules/abi.h>

// What abigail-tools sees of the border: everything is reached from these two.
extern "C" {
const concordat_plugin_table* exposeTable(const concordat_plugin_table* table) {
    return table;
}
const concordat_descriptor* exposeDescriptor(const concordat_descriptor* descriptor) {
    return descriptor;
}
}

// What it does not see: numbers and names of the constants.
static_assert(CONCORDAT_ALLOWED == 0 && CONCORDAT_REFUSED == 1 && CONCORDAT_FAULT == 2);
static_assert(CONCORDAT_SDK_MAJOR == 1);
static_assert(sizeof(CONCORDAT_PLUGIN_MAGIC) == 16);
