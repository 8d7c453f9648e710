#pragma once

#include <filesystem>
#include <gmock/gmock.h>
#include <mutex>
#include <string>
#include <vector>

#include "core/base/log.hpp"
#include "plugins/host/host.hpp"
#include "tests/support/fatal_refusal.hpp"

namespace concordat::tests {

/// A library of the gallery, by name.
inline std::filesystem::path galleryFile(const std::string& name) {
    return std::filesystem::path(GALLERY_FOLDER) / (name + ".so");
}

using testing_support::refusal;

/// Collects log lines while it lives.
class LogCapture {
public:
    LogCapture() {
        setLogSink([this](std::string_view line) {
            const std::lock_guard lock(mutex_);
            lines_.emplace_back(line);
        });
    }
    ~LogCapture() {
        setLogSink([](std::string_view) {});
    }

    [[nodiscard]] std::vector<std::string> lines() const {
        const std::lock_guard lock(mutex_);
        return lines_;
    }

private:
    mutable std::mutex mutex_;
    std::vector<std::string> lines_;
};

}  // namespace concordat::tests
