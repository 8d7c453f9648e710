#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "plugins/conformance/conformance.hpp"
#include "plugins/host/host.hpp"

namespace concordat::conformance {

/// The plugin under test inside the child process: loaded when the first check needs it. Rules may
/// be asked from several threads; the rest is for one.
class Subject final : public host::PluginObserver {
public:
    /// `on_stopped` is told from the watchdog's thread which rule does not return; it does not come
    /// back.
    Subject(const Options& options, std::function<void(const std::string& rule)> on_stopped)
        : options_(options), on_stopped_(std::move(on_stopped)) {}

    [[nodiscard]] const Options& options() const { return options_; }

    /// The plugin, the same for all checks. @throws FatalError
    [[nodiscard]] const host::LoadedPlugin& plugin();
    /// Another instance of its cloud, with one more setting if that has a name. @throws FatalError
    [[nodiscard]] std::unique_ptr<host::LoadedPlugin> anotherInstance(
        const std::string& setting = {}, const std::string& value = {});

    [[nodiscard]] const rules::Cloud& cloud() { return plugin().cloud(); }
    [[nodiscard]] const rules::CloudFacts& facts() { return cloud().facts(); }

    /// The first fault since the last call, as "mayEnrol: why"; empty when there was none.
    [[nodiscard]] std::string takeFault();

    void ruleFailed(std::string_view rule, std::string_view why) override;
    void ruleStopped(std::string_view rule) override { on_stopped_(std::string(rule)); }

private:
    const Options& options_;  // of the caller of check()
    std::function<void(const std::string& rule)> on_stopped_;
    std::mutex mutex_;  // guards fault_
    std::string fault_;
    std::unique_ptr<host::LoadedPlugin> plugin_;  // last: it tells faults
};

}  // namespace concordat::conformance
