extern "C" __attribute__((visibility("default"))) const int concordat_plugin = 1;
