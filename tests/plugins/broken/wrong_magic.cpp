#include "tests/plugins/tiny_cloud.hpp"

namespace {

consteval concordat_descriptor broken() {
    auto descriptor =
        concordat::rules::border::makeDescriptor("tiny", "broken", "1.0.0", CONCORDAT_COMPILER_TAG);
    descriptor.magic[0] = 'X';
    return descriptor;
}

}  // namespace

CONCORDAT_EXPORT_(broken(), nullptr, concordat::tests::TinyCloud);
