#include "plugins/conformance/open_resources.hpp"

#include <chrono>
#include <thread>

namespace concordat::conformance {

namespace {

namespace fs = std::filesystem;

std::size_t countDescriptors(const fs::path& plugin) {
    const auto own = fs::canonical(plugin);
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator("/proc/self/fd")) {
        // The one that reads the folder may be gone already.
        std::error_code gone;
        if (fs::read_symlink(entry.path(), gone) != own) ++count;
    }
    return count;
}

}  // namespace

OpenResources openResources(const fs::path& plugin) {
    OpenResources open;
    for (const auto& task : fs::directory_iterator("/proc/self/task")) {
        (void)task;
        ++open.threads;
    }
    open.descriptors = countDescriptors(plugin);
    return open;
}

std::string leakedSince(const OpenResources& before, const fs::path& plugin) {
    constexpr int kLooks = 100;
    std::string text;
    const auto add = [&](std::size_t was, std::size_t is, const char* what) {
        if (is > was) text += (text.empty() ? "" : " and ") + std::to_string(is - was) + " " + what;
    };
    for (int look = 0; look < kLooks; ++look) {
        if (look > 0) std::this_thread::sleep_for(std::chrono::milliseconds(10));
        const auto after = openResources(plugin);
        text.clear();
        add(before.threads, after.threads, "threads more");
        add(before.descriptors, after.descriptors, "file descriptors more");
        if (text.empty()) break;
    }
    return text;
}

}  // namespace concordat::conformance
