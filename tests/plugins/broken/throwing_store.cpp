#include <memory>
#include <stdexcept>
#include <unistd.h>

#include <concordat/cloud_store/plugin.hpp>

#include "tests/plugins/tiny_cloud.hpp"

namespace {

/// Its opener waits on a pipe that only the test can end, or throws where it was given none: as a
/// plugin may that was written against the table alone.
class Broken final : public concordat::tests::TinyCloud {
public:
    explicit Broken(const concordat::rules::PluginContext& context) : TinyCloud({}) {
        if (const auto found = context.settings.find("pipe"); found != context.settings.end())
            pipe_ = std::stoi(found->second);
    }

    void* open() const {
        if (pipe_ < 0) throw std::runtime_error("thrown over the border");
        char byte = 0;
        (void)!::read(pipe_, &byte, 1);
        return nullptr;
    }

private:
    int pipe_ = -1;
};

void* create(const concordat_instance* instance, const void*, concordat_message*) {
    return reinterpret_cast<const Broken*>(instance)->open();
}

constinit const concordat_store_table store = {sizeof(concordat_store_table), create};

}  // namespace

CONCORDAT_EXPORT_(concordat::rules::border::makeDescriptor("tiny", "Broken", "1.0.0",
                                                           CONCORDAT_COMPILER_TAG, SOCI_LIB_VERSION,
                                                           BOOST_LIB_VERSION),
                  &store, Broken);
