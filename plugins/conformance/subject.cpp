#include "plugins/conformance/subject.hpp"

namespace concordat::conformance {

const host::LoadedPlugin& Subject::plugin() {
    if (!plugin_) plugin_ = anotherInstance();
    return *plugin_;
}

std::unique_ptr<host::LoadedPlugin> Subject::anotherInstance(const std::string& setting,
                                                             const std::string& value) {
    host::LoadOptions options;
    options.settings = options_.settings;
    if (!setting.empty()) options.settings[setting] = value;
    options.observer = this;
    return host::load(options_.file, options);
}

std::string Subject::takeFault() {
    const std::lock_guard lock(mutex_);
    return std::exchange(fault_, {});
}

void Subject::ruleFailed(std::string_view rule, std::string_view why) {
    const std::lock_guard lock(mutex_);
    if (fault_.empty()) fault_.append(rule).append(": ").append(why);
}

}  // namespace concordat::conformance
